import { expect, test } from 'vitest'
import { timelineSentence } from './sentences'

const sentence = (type: string, data: Record<string, unknown> = {}, locale = 'en-US') =>
  timelineSentence({ type, data }, locale)

test('names the completed step', () => {
  expect(sentence('step.completed', { step: 'ship' })).toBe('Parcel ready to ship')
  expect(sentence('step.completed', { step: 'unknown' })).toBe('unknown done')
})

test('lists what the storefront changed', () => {
  expect(sentence('order.updated', { changes: ['email', 'phone', 'tags'] })).toBe(
    'Storefront changed email, phone, and tags',
  )
  expect(sentence('order.updated')).toBe('Storefront changed the order')
})

test('gives the reason of a cancellation in words', () => {
  expect(sentence('order.canceled', { reason: 'declined' })).toBe(
    'Order canceled: Payment declined',
  )
  expect(sentence('order.canceled', { reason: 'Ordered twice' })).toBe(
    'Order canceled: Ordered twice',
  )
  expect(sentence('order.canceled')).toBe('Order canceled')
})

test('formats amounts for the locale', () => {
  const captured = { amount: '1234.50', currency: 'EUR' }
  expect(sentence('payment.captured', captured)).toBe('Captured €1,234.50')
  expect(sentence('payment.captured', captured, 'de-DE')).toMatch(/^Captured 1\.234,50\s€$/)
})

test('shows an invalid amount unchanged, and none without one', () => {
  expect(sentence('payment.captured', { amount: 'ten', currency: 'EUR' })).toBe('Captured ten')
  expect(sentence('payment.captured', { amount: '10', currency: 'XXXX' })).toBe('Captured 10')
  expect(sentence('payment.captured')).toBe('Captured')
})

test('a failed payment does not read as done', () => {
  const failed = { amount: '10.00', currency: 'USD', status: 'failed' }
  expect(sentence('payment.captured', failed)).toBe("Couldn't capture $10.00")
  expect(sentence('payment.refunded', { ...failed, status: 'error' })).toBe(
    "Couldn't refund $10.00",
  )
})

test('adds the carrier and the tracking number of a parcel', () => {
  const type = 'shipment.delivered'
  expect(sentence(type)).toBe('Parcel delivered')
  expect(sentence(type, { carrier: 'DHL' })).toBe('Parcel delivered (DHL)')
  expect(sentence(type, { carrier: 'DHL', trackingNumber: '123' })).toBe(
    'Parcel delivered (DHL, tracking 123)',
  )
})

test('shows the previous and the new value of an edit', () => {
  expect(sentence('order.assigned', { before: 'Ada', after: 'Leon' })).toBe(
    'Assigned the order to Leon, previously Ada',
  )
  expect(sentence('order.assigned', { before: 'Ada', after: null })).toBe('Unassigned Ada')
  const edited = { fields: ['city'], before: { city: 'Dover' }, after: { city: 'Köln' } }
  expect(sentence('address.edited', edited)).toBe(
    'Edited the shipping address: city “Dover” → “Köln”',
  )
})

test('names only the fields of an address that was erased', () => {
  expect(sentence('address.edited', { fields: ['city', 'postalCode'] })).toBe(
    'Edited the shipping address: city, postal code',
  )
})

test('lists the mentions of a note', () => {
  expect(sentence('note.added', { mentions: ['Ada', 'Leon'] })).toBe(
    'Added a note mentioning Ada and Leon',
  )
  expect(sentence('note.added')).toBe('Added a note')
})

test('adds the reason of a failed refund', () => {
  expect(sentence('refund.failed', { total: '$9.00', reason: 'Expired card' })).toBe(
    'Refund of $9.00 failed: Expired card',
  )
})

test('starts an action on an exception with a capital, and adds its reason', () => {
  const past = 'corrected the address'
  const type = 'exception.action_taken'
  expect(sentence(type, { past })).toBe('Corrected the address')
  expect(sentence(type, { past, reason: 'Typo' })).toBe('Corrected the address: Typo')
})

test('ignores values of the wrong type', () => {
  expect(sentence('order.resumed', { reason: 7 })).toBe('Resumed the order')
  expect(sentence('note.added', { mentions: 'Ada' })).toBe('Added a note')
})

test('shows an unknown event by its name', () => {
  expect(sentence('parcel.left_behind', { reason: 'Rain' })).toBe('Parcel left behind: Rain')
})
