import { expectTypeOf, test } from 'vitest'
import type { OrderId, PaymentId } from './ids'

test('an id of one kind is not assignable to another kind', () => {
  expectTypeOf<PaymentId>().not.toExtend<OrderId>()
  expectTypeOf<OrderId>().toExtend<string>()
  expectTypeOf<string>().toExtend<OrderId>()
})
