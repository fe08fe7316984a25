import { expect, test } from 'vitest'
import { EVENTS } from './catalog'
import { orderHeld } from './order-events'

const names = EVENTS.map(({ eventName }) => eventName)

const IRREGULAR = 'held|won|lost|sent|resent|paid|bought|set|chosen|taken|undone'
const PAST_TENSE = new RegExp(`^([a-z]+_)*([a-z]+ed|${IRREGULAR})(_[a-z]+)*$`)

test('every event has its own name', () => {
  expect(names.length).toBeGreaterThan(100)
  expect(new Set(names).size).toBe(names.length)
})

test('every name is a noun and a verb in the past tense', () => {
  const other = names.filter((name) => {
    const [noun = '', verb = '', ...rest] = name.split('.')
    return rest.length > 0 || !/^[a-z]+(_[a-z]+)*$/.test(noun) || !PAST_TENSE.test(verb)
  })
  expect(other).toEqual([])
})

test('every event is described by one sentence and stored somewhere', () => {
  for (const { eventName, sentence, targets } of EVENTS) {
    expect(sentence, eventName).toMatch(/^[A-Z].*\.$/)
    expect(Object.keys(targets).length, eventName).toBeGreaterThan(0)
  }
})

test('a wrong or missing field does not compile', () => {
  const event = orderHeld({
    orderId: 'an order',
    reason: 'Call',
    before: 'waiting',
    after: 'on_hold',
  })
  expect(event).toMatchObject({ name: 'order.held', data: { reason: 'Call' } })
  // @ts-expect-error: `reason` is missing
  orderHeld({ orderId: 'an order', before: 'waiting', after: 'on_hold' })
  // @ts-expect-error: there is no field `why`
  orderHeld({ orderId: 'an order', why: 'Call', reason: '', before: 'waiting', after: 'on_hold' })
})
