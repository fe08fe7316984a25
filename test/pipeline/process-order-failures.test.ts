import { expect, test } from 'vitest'
import { addOrder, addProduct } from '@/test/support/order-commands'
import { addTender, authorizePayment } from '@/test/support/payments'
import { startTestSandbox } from '@/test/support/sandbox'
import { openTestShop } from '../support/pipeline/shop'

const shop = await openTestShop(startTestSandbox)
const { sql } = shop

test.each([
  ['decline', 'payment_declined', 'generic_decline', /Card declined: no reason given by the bank/],
  ['insufficient_funds', 'payment_declined', 'insufficient_funds', /insufficient funds/],
  ['expired_authorization', 'authorization_expired', 'charge_expired_for_capture', /expired/],
])('a declined payment (%s) blocks the order for staff', async (sentinel, kind, code, words) => {
  const { orderId, reference } = await shop.addPaidOrder({ sentinel })
  const run = await shop.place(orderId)
  expect(run).toMatchObject({ status: 'completed', result: { because: 'blocked' } })
  expect(await shop.order(orderId)).toMatchObject({ status: 'blocked' })
  expect(await shop.steps(orderId)).toContain('capture blocked')
  const [exception] = await shop.exceptions(orderId)
  expect(exception).toMatchObject({ kind, stage: 'staff', status: 'open', step: 'capture' })
  expect(exception?.detail.code).toBe(code)
  expect(exception?.message).toMatch(words)
  expect(exception?.due_at).toBeInstanceOf(Date)
  expect(await shop.ledger(reference)).toMatchObject({ captured: 0 })
  const pending = await sql`
    select 1 from payment_transactions where order_id = ${orderId} and status = 'pending'`
  expect(pending).toHaveLength(0)
})

test('an outage of two attempts is retried, and its exception closes automatically', async () => {
  const { orderId, reference } = await shop.addPaidOrder({ sentinel: 'outage:2' })
  const run = shop.start(orderId)
  while (!run.calls.includes('capture')) await shop.engine.dispatch(run)
  const [first] = await shop.exceptions(orderId)
  expect(first).toMatchObject({
    kind: 'gateway_unavailable',
    stage: 'auto',
    status: 'retrying',
    attempts: 1,
    due_at: null,
    next_attempt_at: expect.any(Date),
  })
  expect(run.retryAfter).toBe(1)
  expect(await shop.steps(orderId)).toContain('capture retrying')
  await shop.engine.finish(run)
  expect(run.calls.filter((name) => name === 'capture')).toHaveLength(3)
  expect((await shop.order(orderId)).status).toBe('completed')
  const [closed, ...others] = await shop.exceptions(orderId)
  expect(others).toHaveLength(0)
  expect(closed).toMatchObject({ status: 'resolved', attempts: 2, closed_by: expect.any(String) })
  const history = await sql`
    select type from exception_events where exception_id = ${closed?.id} order by id`
  expect(history.map((row) => row.type)).toEqual([
    'exception.opened',
    'exception.failed_again',
    'exception.closed',
  ])
  const ledger = await shop.ledger(reference)
  expect(ledger.keys).toMatchObject([{ action: 'capture', applied: 1 }])
})

test('an outage that outlasts the retries goes to staff, and a later retry continues', async () => {
  const { orderId } = await shop.addPaidOrder({ sentinel: 'outage:6' })
  const run = await shop.place(orderId)
  expect(run.calls.filter((name) => name === 'capture')).toHaveLength(6)
  expect(await shop.exceptions(orderId)).toMatchObject([
    { kind: 'gateway_unavailable', stage: 'staff', status: 'open', attempts: 6 },
  ])
  expect(await shop.steps(orderId)).toContain('capture blocked')
  await sql`update order_steps set status = 'pending' where order_id = ${orderId} and status = 'blocked'`
  await shop.resume(orderId)
  expect((await shop.order(orderId)).status).toBe('completed')
  expect(await shop.exceptions(orderId)).toMatchObject([{ status: 'resolved' }])
})

test('a capture without a response is looked up, not sent again', async () => {
  const { orderId, reference } = await shop.addPaidOrder({ sentinel: 'timeout' })
  const run = await shop.place(orderId)
  expect(run.calls.filter((name) => name === 'capture')).toHaveLength(2)
  expect((await shop.order(orderId)).status).toBe('completed')
  expect(await shop.exceptions(orderId)).toMatchObject([
    { kind: 'payment_unknown', status: 'resolved', attempts: 1 },
  ])
  const ledger = await shop.ledger(reference)
  expect(ledger.keys).toMatchObject([{ action: 'capture', asked: 1, applied: 1 }])
  expect(ledger.captured).toBe(3000)
})

test('a declined capture is retried under a new key, and recurs linked to the previous exception', async () => {
  const { orderId, reference } = await shop.addPaidOrder({ sentinel: 'decline' })
  await shop.place(orderId)
  const [before] = await shop.exceptions(orderId)
  await sql`update exceptions set status = 'resolved', closed_at = now() where id = ${before?.id}`
  await sql`update order_steps set status = 'pending' where order_id = ${orderId} and status = 'blocked'`
  await shop.resume(orderId)
  const [, again] = await shop.exceptions(orderId)
  expect(again).toMatchObject({
    kind: 'payment_declined',
    status: 'open',
    attempts: 1,
    recurred_from_id: before?.id,
  })
  const { keys } = await shop.ledger(reference)
  expect(new Set(keys.map((one) => one.key)).size).toBe(2)
})

test('an address rejected by the carrier blocks the order until it is corrected', async () => {
  const { orderId } = await shop.addPaidOrder({ address: { postal_code: '00000' } })
  await shop.place(orderId)
  expect(await shop.exceptions(orderId)).toMatchObject([
    { kind: 'address_invalid', stage: 'staff', step: 'ship' },
  ])
  await sql`update order_addresses set postal_code = '19901' where order_id = ${orderId}`
  await sql`update order_steps set status = 'pending' where order_id = ${orderId} and status = 'blocked'`
  await shop.resume(orderId)
  expect((await shop.order(orderId)).status).toBe('completed')
  expect(await shop.exceptions(orderId)).toMatchObject([{ status: 'resolved' }])
})

test('a carrier outage is retried until the label is bought, once', async () => {
  const { orderId } = await shop.addPaidOrder({ address: { postal_code: '00001' } })
  await shop.place(orderId)
  expect((await shop.order(orderId)).status).toBe('completed')
  expect(await shop.exceptions(orderId)).toMatchObject([
    { kind: 'carrier_unavailable', status: 'resolved', attempts: 2 },
  ])
  expect(await sql`select 1 from shipments where order_id = ${orderId}`).toHaveLength(1)
})

test('a bounced email is retried three times, then staff correct the address', async () => {
  const { orderId } = await shop.addPaidOrder({ email: 'bounce@example.com' })
  const run = await shop.place(orderId)
  expect(run.calls.filter((name) => name === 'notify')).toHaveLength(4)
  expect(await shop.exceptions(orderId)).toMatchObject([
    { kind: 'notification_failed', stage: 'staff', attempts: 4 },
  ])
  await sql`update orders set email = 'right@example.com' where id = ${orderId}`
  await sql`update order_steps set status = 'pending' where order_id = ${orderId} and status = 'blocked'`
  await shop.resume(orderId)
  expect((await shop.order(orderId)).status).toBe('completed')
  expect(await shop.mails('right@example.com')).toHaveLength(1)
})

test('a failed storefront update is retried by the policy', async () => {
  const { orderId } = await shop.addPaidOrder()
  await sql`update storefronts set writes_back = true where id = ${shop.storefrontId}`
  const run = await shop.place(orderId)
  await sql`update storefronts set writes_back = false where id = ${shop.storefrontId}`
  expect(run.calls.filter((name) => name === 'sync')).toHaveLength(6)
  const [exception] = await shop.exceptions(orderId)
  expect(exception).toMatchObject({ kind: 'sync_failed', stage: 'staff' })
  expect(exception?.detail.code).toBe('order_missing')
})

test.each([
  ['too little', 2900, 'underpaid', /\$1\.00 less/],
  ['too much', 3100, 'overpaid', /\$1\.00 more/],
])('%s paid is a mismatch, and nothing is captured', async (_, minor, code, words) => {
  const orderId = await addOrder(sql)
  const reference = await authorizePayment(shop.vendors.url, 'ok', minor)
  const paymentId = await addTender(sql, orderId, { reference, minor })
  await sql`update payments set created_at = now() - interval '1 minute' where id = ${paymentId}`
  await shop.place(orderId)
  const [exception] = await shop.exceptions(orderId)
  expect(exception).toMatchObject({ kind: 'amount_mismatch', stage: 'staff' })
  expect(exception?.detail.code).toBe(code)
  expect(exception?.message).toMatch(words)
  expect(await shop.ledger(reference)).toMatchObject({ captured: 0 })
})

test('a slightly late tender is waited for', async () => {
  const orderId = await addOrder(sql)
  await addTender(sql, orderId, { kind: 'gift_card', gateway: 'gift_card', minor: 1000 })
  const run = shop.start(orderId)
  while (!run.calls.includes('capture')) await shop.engine.dispatch(run)
  expect(run.retryAfter).toBe(5)
  expect((await shop.order(orderId)).status).toBe('waiting')
  const reference = await authorizePayment(shop.vendors.url, 'ok', 2000)
  await addTender(sql, orderId, { reference, minor: 2000 })
  await shop.engine.finish(run)
  expect((await shop.order(orderId)).status).toBe('completed')
  expect(await shop.exceptions(orderId)).toHaveLength(0)
})

test.each([
  ['totals_mismatch', { totalMinor: 2999 }],
  ['address_empty_after_cleaning', { address: { city: '', emptied_fields: ['city'] } }],
  ['address_invalid', { address: { address1: '' } }],
] as const)('%s is found before any money moves', async (kind, given) => {
  const { orderId, reference } = await shop.addPaidOrder(given as never)
  await shop.place(orderId)
  expect(await shop.steps(orderId)).toContain('validate blocked')
  expect(await shop.exceptions(orderId)).toMatchObject([{ kind, stage: 'staff', step: 'validate' }])
  expect(await shop.ledger(reference)).toMatchObject({ captured: 0 })
})

test('a risky order is stopped for review before any capture', async () => {
  const { orderId, reference } = await shop.addPaidOrder({ riskLevel: 'high' })
  await shop.place(orderId)
  expect(await shop.exceptions(orderId)).toMatchObject([{ kind: 'fraud_review', step: 'screen' }])
  expect(await shop.ledger(reference)).toMatchObject({ captured: 0 })
})

test('missing stock or an unknown SKU blocks the order at allocate', async () => {
  await addProduct(sql, shop.storefrontId, { sku: 'RARE', onHand: 1 })
  const short = await shop.addPaidOrder({
    lines: [{ sku: 'RARE', quantity: 2, unitPriceMinor: 100 }],
  })
  await shop.place(short.orderId)
  const [exception] = await shop.exceptions(short.orderId)
  expect(exception).toMatchObject({ kind: 'stock_short', step: 'allocate' })
  expect(exception?.message).toContain('The RARE (2 needed, 1 available)')
  const unknown = await shop.addPaidOrder({
    lines: [{ sku: 'NOBODY', quantity: 1, unitPriceMinor: 100 }],
  })
  await shop.place(unknown.orderId)
  expect(await shop.exceptions(unknown.orderId)).toMatchObject([{ kind: 'unknown_sku' }])
  expect(await sql`select 1 from stock_allocations where order_id = ${unknown.orderId}`).toEqual([])
})

test('items without customs data are not shipped abroad', async () => {
  const { orderId } = await shop.addPaidOrder({
    address: { city: 'Berlin', postal_code: '10117', country_code: 'DE' },
  })
  await shop.place(orderId)
  const [exception] = await shop.exceptions(orderId)
  expect(exception).toMatchObject({ kind: 'customs_data_missing', step: 'ship' })
  expect(exception?.message).toContain('customs code and country of origin')
})
