import { expectTypeOf, test } from 'vitest'
import type { OrderId, PaymentId } from './ids'

test('an id of one kind is no id of another kind', () => {
  expectTypeOf<PaymentId>().not.toExtend<OrderId>()
  expectTypeOf<OrderId>().toExtend<string>()
  expectTypeOf<string>().toExtend<OrderId>()
})
