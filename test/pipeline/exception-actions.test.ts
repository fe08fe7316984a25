import { expect, test } from 'vitest'
import { type TakeActionInput, takeAction } from '@/server/modules/inbox/take-action'
import { sweepShortages } from '@/server/modules/steps/sweep-shortages'
import { flushOutbox } from '@/server/pipeline/upkeep/flush-outbox'
import { addOrder, addProduct } from '@/test/support/order-commands'
import { addTender, authorizePayment } from '@/test/support/payments'
import { addPerson } from '@/test/support/refunds'
import { startTestSandbox } from '@/test/support/sandbox'
import { CORRECTED_ADDRESS, openTestShop } from '../support/pipeline/shop'

const shop = await openTestShop(startTestSandbox)
const { sql } = shop
const care = await addPerson(sql, 'care', 'Ada')
const lead = await addPerson(sql, 'lead', 'Grace')
const engineer = await addPerson(sql, 'engineer', 'Edsger')

type Given<T = TakeActionInput> = T extends unknown ? Omit<T, 'exceptionId'> : never

/** Takes an action on the open exception of an order, then lets the pipeline run. */
async function act(orderId: string, given: Given, who = care) {
  const exceptionId = await openOf(orderId)
  const taken = await takeAction({ ...given, exceptionId } as TakeActionInput, who)
  await run()
  return taken
}

async function openOf(orderId: string): Promise<string> {
  const rows = await shop.exceptions(orderId)
  const open = rows.find(({ status }) => status !== 'resolved' && status !== 'ignored')
  if (!open) throw new Error('Nothing is open.')
  return open.id
}

async function run(): Promise<void> {
  await flushOutbox()
  await shop.engine.drain()
}

/** Expects a completed order with one exception, resolved by a person. */
async function expectDone(orderId: string, kind: string, closedBy: RegExp): Promise<void> {
  expect(await shop.order(orderId)).toMatchObject({ status: 'completed' })
  const [exception, ...others] = await shop.exceptions(orderId)
  expect(others).toHaveLength(0)
  expect(exception).toMatchObject({ kind, status: 'resolved' })
  expect(exception?.closed_by).toMatch(closedBy)
  const events = await sql`select type, actor_name from order_events where order_id = ${orderId}
    and type = 'exception.action_taken'`
  expect(events).toHaveLength(1)
  const audit = await sql`select 1 from audit_log where subject_id = ${exception?.id}`
  expect(audit).toHaveLength(1)
}

test('a corrected address: the order ships there', async () => {
  const { orderId } = await shop.addPaidOrder({ address: { postal_code: '00000' } })
  await shop.place(orderId)
  await act(orderId, { action: 'edit_address', address: CORRECTED_ADDRESS })
  await expectDone(orderId, 'address_invalid', /Ada corrected the address/)
  const [address] = await sql`select * from order_addresses where order_id = ${orderId}`
  expect(address).toMatchObject({ postal_code: '19901', edited_at: expect.any(Date), version: 2 })
})

test('an address that violates its country’s rules is rejected with field errors', async () => {
  const { orderId } = await shop.addPaidOrder({ address: { postal_code: '00000' } })
  await shop.place(orderId)
  const address = { ...CORRECTED_ADDRESS, countryCode: 'DE', postalCode: '123', city: '' }
  await expect(act(orderId, { action: 'edit_address', address })).rejects.toMatchObject({
    code: 'bad_input',
    details: { fields: { city: expect.any(String), postalCode: expect.stringMatching(/26133/) } },
  })
  expect(await shop.order(orderId)).toMatchObject({ status: 'blocked' })
})

test('a declined card marked as paid: the order continues, nothing is charged', async () => {
  const { orderId, reference } = await shop.addPaidOrder({ sentinel: 'decline' })
  await shop.place(orderId)
  await act(orderId, { action: 'mark_paid', reference: 'BANK-1' })
  await expectDone(orderId, 'payment_declined', /Ada marked it as paid/)
  expect(await shop.order(orderId)).toMatchObject({ payment_status: 'paid' })
  expect(await shop.ledger(reference)).toMatchObject({ captured: 0, status: 'canceled' })
  const rows = await sql`select gateway, captured_minor::int as captured from payments
    where order_id = ${orderId} order by created_at`
  expect(rows).toMatchObject([{ captured: 0 }, { gateway: 'by_hand', captured: 3000 }])
})

test('a retried card that is declined again keeps the same exception', async () => {
  const { orderId } = await shop.addPaidOrder({ sentinel: 'decline' })
  await shop.place(orderId)
  const { status } = await act(orderId, { action: 'retry_now', reason: 'Again' })
  expect(status).toBe('open')
  expect(await shop.exceptions(orderId)).toMatchObject([{ status: 'open', attempts: 2 }])
})

test('canceling an order voids its authorization, and a second cancel is rejected', async () => {
  const { orderId, reference } = await shop.addPaidOrder({ sentinel: 'decline' })
  await shop.place(orderId)
  const exceptionId = await openOf(orderId)
  const cancel = { action: 'cancel_order', reason: 'No answer', exceptionId } as const
  await takeAction(cancel, care)
  await expect(takeAction(cancel, lead)).rejects.toMatchObject({ code: 'conflict' })
  await run()
  expect(await shop.order(orderId)).toMatchObject({ status: 'canceled' })
  expect(await shop.ledger(reference)).toMatchObject({ status: 'canceled', captured: 0 })
  expect(await shop.exceptions(orderId)).toMatchObject([{ status: 'resolved' }])
})

test('canceling an order refunds what was captured', async () => {
  const { orderId, reference } = await shop.addPaidOrder({
    lines: [{ sku: 'NOBODY', quantity: 1, unitPriceMinor: 3000 }],
  })
  await shop.place(orderId)
  const exceptionId = await openOf(orderId)
  await sql`update exceptions set kind = 'payment_declined' where id = ${exceptionId}`
  await act(orderId, { action: 'cancel_order', reason: 'Not available' })
  expect(await shop.order(orderId)).toMatchObject({ status: 'canceled' })
  expect(await shop.ledger(reference)).toMatchObject({ captured: 3000, refunded: 3000 })
  const open = (await shop.exceptions(orderId)).filter(({ status }) => status === 'open')
  expect(open).toHaveLength(0)
})

test('missing stock: the item is refunded and the rest ships', async () => {
  await addProduct(sql, shop.storefrontId, { sku: 'RARE', onHand: 1 })
  const { orderId, reference } = await shop.addPaidOrder({
    lines: [
      { sku: 'RARE', quantity: 3, unitPriceMinor: 1000 },
      { sku: 'SHIRT', quantity: 1, unitPriceMinor: 1500 },
    ],
  })
  await shop.place(orderId)
  await act(orderId, { action: 'refund_item', reason: 'Sold out' })
  await expectDone(orderId, 'stock_short', /Ada refunded/)
  expect(await shop.ledger(reference)).toMatchObject({ captured: 4500, refunded: 2000 })
  const shipped = await sql`select l.quantity from shipment_lines l join shipments s
    on s.id = l.shipment_id where s.order_id = ${orderId} order by l.quantity`
  expect(shipped.map(({ quantity }) => quantity)).toEqual([1, 1])
})

test('missing stock: another product ships instead', async () => {
  const { orderId } = await shop.addPaidOrder({
    lines: [{ sku: 'RARE', quantity: 5, unitPriceMinor: 1000 }],
  })
  await shop.place(orderId)
  const [line] = await sql`select id from order_lines where order_id = ${orderId}`
  const items = [{ lineId: line?.id, sku: 'SHIRT' }]
  await act(orderId, { action: 'replace_item', items })
  await expectDone(orderId, 'stock_short', /Ada replaced the item/)
})

test('missing stock: the order waits until a date and continues when stock arrives', async () => {
  const { orderId } = await shop.addPaidOrder({
    lines: [{ sku: 'RARE', quantity: 9, unitPriceMinor: 1000 }],
  })
  await shop.place(orderId)
  const until = new Date(Date.now() + 86_400_000)
  expect(await act(orderId, { action: 'wait_for_stock', until })).toMatchObject({
    status: 'waiting',
  })
  expect(await shop.exceptions(orderId)).toMatchObject([
    { status: 'waiting', wait_until: until, wait_reason: 'stock' },
  ])
  expect(await sweepShortages()).toEqual({ resumed: 0 })
  await sql`update products set on_hand = 100 where sku = 'RARE'`
  expect(await sweepShortages()).toEqual({ resumed: 1 })
  await run()
  await expectDone(orderId, 'stock_short', /allocate succeeded/)
})

test('an unknown SKU is mapped to a product; an unknown product is rejected', async () => {
  const { orderId } = await shop.addPaidOrder({
    lines: [{ sku: 'WHATEVER', quantity: 1, unitPriceMinor: 1000 }],
  })
  await shop.place(orderId)
  const [line] = await sql`select id from order_lines where order_id = ${orderId}`
  const map = (sku: string) =>
    act(orderId, { action: 'map_sku', items: [{ lineId: line?.id, sku }] })
  await expect(map('NOPE')).rejects.toMatchObject({ code: 'bad_input' })
  await map('SHIRT')
  await expectDone(orderId, 'unknown_sku', /mapped the SKU/)
  const next = await shop.addPaidOrder({
    lines: [{ sku: 'WHATEVER', quantity: 1, unitPriceMinor: 1000 }],
  })
  await shop.place(next.orderId)
  expect(await shop.order(next.orderId)).toMatchObject({ status: 'completed' })
  expect(await shop.exceptions(next.orderId)).toEqual([])
})

test('customs data is saved for the order and the product', async () => {
  await addProduct(sql, shop.storefrontId, { sku: 'BOX', onHand: 10 })
  const address = { country_code: 'JP', postal_code: '154-0023', city: 'Tokyo' }
  const lines = [{ sku: 'BOX', quantity: 1, unitPriceMinor: 1000 }]
  const { orderId } = await shop.addPaidOrder({ address, lines })
  await shop.place(orderId)
  const [line] = await sql`select id from order_lines where order_id = ${orderId}`
  const items = [{ lineId: line?.id, hsCode: '610910', originCountry: 'PT' }]
  await act(orderId, { action: 'fill_customs_data', items })
  await expectDone(orderId, 'customs_data_missing', /customs data/)
  const next = await shop.addPaidOrder({ address, lines })
  await shop.place(next.orderId)
  expect(await shop.order(next.orderId)).toMatchObject({ status: 'completed' })
})

test('a high-risk order is approved for the signals that were reviewed', async () => {
  const { orderId } = await shop.addPaidOrder({ riskLevel: 'high' })
  await shop.place(orderId)
  await act(orderId, { action: 'approve_order', reason: 'Known customer' })
  await expectDone(orderId, 'fraud_review', /Ada approved/)
})

test('totals that do not add up are accepted for these amounts', async () => {
  const orderId = await addOrder(sql, { totalMinor: 2900 })
  const reference = await authorizePayment(shop.vendors.url, 'ok', 2900)
  await addTender(sql, orderId, { reference, minor: 2900 })
  await shop.place(orderId)
  await act(orderId, { action: 'accept_totals', reason: 'Agreed by phone' })
  await expectDone(orderId, 'totals_mismatch', /accepted the totals/)
})

/** Adds an order of 30.00 whose card authorizes another amount. */
async function mismatch(minor: number) {
  const orderId = await addOrder(sql)
  const reference = await authorizePayment(shop.vendors.url, 'ok', minor)
  await addTender(sql, orderId, { reference, minor })
  await sql`update payments set created_at = now() - interval '1 day' where order_id = ${orderId}`
  await shop.place(orderId)
  return { orderId, reference }
}

test('only a lead can accept a difference', async () => {
  const { orderId, reference } = await mismatch(2500)
  const accept = { action: 'accept_difference', reason: 'Five off' } as const
  await expect(act(orderId, accept)).rejects.toMatchObject({ code: 'forbidden' })
  await act(orderId, accept, lead)
  await expectDone(orderId, 'amount_mismatch', /Grace accepted/)
  expect(await shop.ledger(reference)).toMatchObject({ captured: 2500 })
})

test('an excess authorization is not captured', async () => {
  const { orderId, reference } = await mismatch(3500)
  await act(orderId, { action: 'refund_excess' })
  await expectDone(orderId, 'amount_mismatch', /Ada refunded the excess/)
  expect(await shop.ledger(reference)).toMatchObject({ captured: 3000 })
})

test('a corrected email address receives the receipt', async () => {
  const { orderId } = await shop.addPaidOrder({ email: 'bounce@example.com' })
  await shop.place(orderId)
  await act(orderId, { action: 'correct_email', email: 'ada+new@example.com' })
  await expectDone(orderId, 'notification_failed', /corrected the email/)
  expect(await shop.mails('ada+new@example.com')).toHaveLength(1)
})

test('the customer is asked by email, and the exception waits', async () => {
  const email = 'asked@example.com'
  const { orderId } = await shop.addPaidOrder({ email, address: { postal_code: '00000' } })
  await shop.place(orderId)
  const message = 'Which street?\n\n<b>Thanks</b>'
  expect(await act(orderId, { action: 'ask_customer', message })).toMatchObject({
    status: 'waiting',
  })
  const [mail] = await shop.mails(email)
  expect(mail).toMatchObject({ subject: expect.stringMatching(/A question about your order #/) })
  expect(mail?.html).toContain('&lt;b&gt;Thanks&lt;/b&gt;')
  await act(orderId, { action: 'edit_address', address: CORRECTED_ADDRESS })
  expect(await shop.order(orderId)).toMatchObject({ status: 'completed' })
})

test('an engineer resolves a step manually; staff may not', async () => {
  const { orderId } = await shop.addPaidOrder({ address: { postal_code: '00000' } })
  await shop.place(orderId)
  const id = await openOf(orderId)
  await sql`update exceptions set kind = 'internal_error', stage = 'engineer' where id = ${id}`
  const result = { carrier: 'By hand', trackingNumber: 'NONE-1', trackingUrl: '' }
  const byHand = { action: 'resolve_by_hand', reason: 'Handed over in person', result } as const
  await expect(act(orderId, byHand)).rejects.toMatchObject({ code: 'forbidden' })
  await act(orderId, byHand, engineer)
  await expectDone(orderId, 'internal_error', /Edsger resolved it manually/)
  expect(await shop.steps(orderId)).toContain('ship done')
})

test('when two people act at once, one gets a conflict', async () => {
  const { orderId } = await shop.addPaidOrder({ riskLevel: 'high' })
  await shop.place(orderId)
  const exceptionId = await openOf(orderId)
  const [{ version }] = (await shop.exceptions(orderId)) as unknown as [{ version: number }]
  const target = { exceptionId, version }
  const results = await Promise.allSettled([
    takeAction({ ...target, action: 'approve_order', reason: 'Fine' }, care),
    takeAction({ ...target, action: 'cancel_and_refund', reason: 'No' }, lead),
  ])
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const lost = results.find((result) => result.status === 'rejected')
  expect(lost?.reason).toMatchObject({ code: 'conflict', message: expect.stringMatching(/\.$/) })
  await run()
  expect(['completed', 'canceled']).toContain((await shop.order(orderId)).status)
})

test('an action on a canceled order is rejected', async () => {
  const { orderId } = await shop.addPaidOrder({ address: { postal_code: '00000' } })
  await shop.place(orderId)
  await sql`update orders set status = 'canceled' where id = ${orderId}`
  await expect(
    act(orderId, { action: 'edit_address', address: CORRECTED_ADDRESS }),
  ).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/is canceled/),
  })
})

test('an action of another kind is rejected', async () => {
  const { orderId } = await shop.addPaidOrder({ riskLevel: 'high' })
  await shop.place(orderId)
  await expect(
    act(orderId, { action: 'edit_address', address: CORRECTED_ADDRESS }),
  ).rejects.toMatchObject({
    code: 'conflict',
  })
})
