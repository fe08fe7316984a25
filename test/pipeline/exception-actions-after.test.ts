import { expect, test } from 'vitest'
import { systemActor } from '@/domain/staff/actor'
import { openException } from '@/server/modules/exceptions/open-exception'
import { type TakeActionInput, takeAction } from '@/server/modules/inbox/take-action'
import { issueRefund } from '@/server/modules/refunds/issue-refund'
import { flushOutbox } from '@/server/pipeline/upkeep/flush-outbox'
import { runInTransaction } from '@/server/unit-of-work'
import { addUnreadableWebhook } from '@/test/support/exceptions'
import { addPaidOrder, addPerson, refundForm } from '@/test/support/refunds'
import { startTestSandbox } from '@/test/support/sandbox'
import { openTestShop } from '../support/pipeline/shop'

const shop = await openTestShop(startTestSandbox)
const { sql } = shop
const care = await addPerson(sql, 'care', 'Ada')
const lead = await addPerson(sql, 'lead', 'Grace')
const engineer = await addPerson(sql, 'engineer', 'Edsger')

async function run(): Promise<void> {
  await flushOutbox()
  await shop.engine.drain()
}

async function openOf(orderId: string): Promise<string> {
  const rows = await shop.exceptions(orderId)
  const open = rows.findLast(({ status }) => status !== 'resolved' && status !== 'ignored')
  if (!open) throw new Error('Nothing is open.')
  return open.id
}

async function take(input: TakeActionInput, who = care) {
  const taken = await takeAction(input, who)
  await run()
  return taken
}

const exception = async (id: string) => {
  const [row] = await sql`select * from exceptions where id = ${id}`
  return row
}

/** Adds an order whose capture timed out and was not looked up yet. */
async function addUnknownCapture() {
  const { orderId, reference } = await shop.addPaidOrder({ sentinel: 'timeout' })
  const started = shop.start(orderId)
  while (!started.calls.includes('capture')) await shop.engine.dispatch(started)
  return { orderId, reference, exceptionId: await openOf(orderId) }
}

test('an unknown charge is marked as paid under its reference', async () => {
  const { orderId, reference, exceptionId } = await addUnknownCapture()
  expect(await exception(exceptionId)).toMatchObject({ kind: 'payment_unknown', stage: 'auto' })
  await take({ action: 'mark_paid', exceptionId, reference: 'ch_42' })
  expect(await shop.order(orderId)).toMatchObject({ status: 'completed', payment_status: 'paid' })
  expect(await exception(exceptionId)).toMatchObject({ status: 'resolved' })
  const rows = await sql`select status, gateway_reference from payment_transactions
    where order_id = ${orderId} and kind = 'capture'`
  expect(rows).toMatchObject([{ status: 'succeeded', gateway_reference: 'ch_42' }])
  expect(await shop.ledger(reference)).toMatchObject({ captured: 3000 })
})

test('an unknown charge is looked up immediately', async () => {
  const { orderId, exceptionId } = await addUnknownCapture()
  await take({ action: 'look_up_again', reason: 'Now', exceptionId })
  expect(await shop.order(orderId)).toMatchObject({ status: 'completed' })
  expect(await exception(exceptionId)).toMatchObject({ status: 'resolved' })
})

test('only a lead can mark a charge as not paid', async () => {
  const { orderId, exceptionId } = await addUnknownCapture()
  const input = { action: 'mark_not_paid', exceptionId, reason: 'The bank says so' } as const
  await expect(take(input)).rejects.toMatchObject({ code: 'forbidden' })
  await takeAction(input, lead)
  const rows = await sql`select status, error_code from payment_transactions
    where order_id = ${orderId} and kind = 'capture'`
  expect(rows).toMatchObject([{ status: 'failed', error_code: 'not_done' }])
  expect(await exception(exceptionId)).toMatchObject({ status: 'resolved' })
})

/** Issues a refund that the bank rejects. */
async function addFailedRefund() {
  const { orderId, lineIds, references } = await addPaidOrder(sql, shop.vendors.url, {
    tenders: [{ card: 3000, sentinel: 'refund_fails' }],
  })
  const lines = [{ lineId: lineIds[0] ?? '', quantity: 1 }]
  await issueRefund(refundForm(orderId, lines), care)
  await run()
  const exceptionId = await openOf(orderId)
  expect(await exception(exceptionId)).toMatchObject({ kind: 'refund_failed', status: 'open' })
  return { orderId, exceptionId, reference: references[0] ?? '' }
}

test('a failed refund becomes a gift card whose code is shown once', async () => {
  const { orderId, exceptionId } = await addFailedRefund()
  const taken = await take({ action: 'refund_as_gift_card', exceptionId })
  expect(taken.giftCardCode).toMatch(/\S{8,}/)
  expect(await exception(exceptionId)).toMatchObject({ status: 'resolved' })
  const stored =
    await sql`select data::text from exception_events where exception_id = ${exceptionId}`
  expect(JSON.stringify(stored)).not.toContain(taken.giftCardCode)
  const [resolution] = await sql`select status from resolutions where order_id = ${orderId}`
  expect(resolution).toEqual({ status: 'succeeded' })
})

test('a failed refund that was paid elsewhere is marked as done', async () => {
  const { orderId, exceptionId } = await addFailedRefund()
  await take({ action: 'mark_refunded', exceptionId, reference: 'BANK-7' })
  expect(await exception(exceptionId)).toMatchObject({ status: 'resolved' })
  const [resolution] = await sql`select status from resolutions where order_id = ${orderId}`
  expect(resolution).toEqual({ status: 'succeeded' })
})

test('a retried refund that fails again keeps the same exception', async () => {
  const { orderId, exceptionId } = await addFailedRefund()
  await take({ action: 'retry_now', reason: 'Once more', exceptionId })
  const open = (await shop.exceptions(orderId)).filter(({ status }) => status === 'open')
  expect(open).toMatchObject([{ kind: 'refund_failed' }])
})

test('a bounced question is sent to the corrected address', async () => {
  const email = 'bounce@example.com'
  const { orderId } = await shop.addPaidOrder({ email, address: { postal_code: '00000' } })
  await shop.place(orderId)
  const exceptionId = await openOf(orderId)
  await take({ action: 'ask_customer', exceptionId, message: 'Which street?' })
  const rows = await shop.exceptions(orderId)
  const bounced = rows.find(({ kind }) => kind === 'notification_failed')
  expect(bounced).toMatchObject({ step: 'customer-mail' })
  const to = 'right@example.com'
  await take({ action: 'correct_email', exceptionId: bounced?.id, email: to })
  expect(await shop.mails(to)).toMatchObject([{ subject: expect.stringMatching(/question/) }])
  expect(await exception(bounced?.id)).toMatchObject({ status: 'resolved' })
  expect(await exception(exceptionId)).toMatchObject({ status: 'waiting' })
})

/** Adds a completed order whose parcel the carrier lost. */
async function addLostParcel() {
  const { orderId, reference } = await shop.addPaidOrder()
  await shop.place(orderId)
  const [shipment] = await sql`select id from shipments where order_id = ${orderId}`
  const context = { actor: systemActor('carrier'), requestId: 'test' }
  const exceptionId = await runInTransaction(context, (uow) =>
    openException(uow, {
      orderId,
      kind: 'shipment_lost',
      message: 'Parcel lost.',
      detail: { shipmentId: shipment?.id },
    }),
  )
  return { orderId, reference, exceptionId }
}

test('a lost parcel is reshipped, to a corrected address if one is given', async () => {
  const { orderId, exceptionId } = await addLostParcel()
  await take({ action: 'reship', exceptionId, reason: 'Lost by the carrier' })
  expect(await exception(exceptionId)).toMatchObject({ status: 'resolved' })
  const rows = await sql`select status, resolution_id from shipments where order_id = ${orderId}`
  expect(rows.filter((row) => row.resolution_id !== null)).toHaveLength(1)
})

test('a lost parcel is refunded', async () => {
  const { orderId, reference, exceptionId } = await addLostParcel()
  await take({ action: 'refund', exceptionId, reason: 'Lost by the carrier' })
  expect(await exception(exceptionId)).toMatchObject({ status: 'resolved' })
  expect(await shop.ledger(reference)).toMatchObject({ refunded: 3000 })
  expect(await shop.order(orderId)).toMatchObject({ payment_status: 'refunded' })
})

test('a late change can be accepted on a canceled order', async () => {
  const { orderId } = await shop.addPaidOrder()
  await shop.place(orderId)
  await sql`update orders set status = 'canceled' where id = ${orderId}`
  const context = { actor: systemActor('storefront'), requestId: 'test' }
  const exceptionId = await runInTransaction(context, (uow) =>
    openException(uow, { orderId, kind: 'order_changed_late', message: 'Changed late.' }),
  )
  const reason = 'The customer keeps it'
  await take({ action: 'accept_changes', exceptionId, reason })
  expect(await exception(exceptionId)).toMatchObject({
    status: 'resolved',
    closed_by: 'Ada accepted the changes',
  })
})

test('an engineer replays or dismisses an unreadable webhook', async () => {
  const replayed = await addUnreadableWebhook(sql)
  await sql`update webhooks set status = 'unreadable'
    where id = (select webhook_id from exceptions where id = ${replayed})`
  const replay = { action: 'replay', exceptionId: replayed, reason: 'Fixed' } as const
  await expect(take(replay)).rejects.toMatchObject({ code: 'forbidden' })
  await take(replay, engineer)
  expect(await exception(replayed)).toMatchObject({ status: 'resolved' })
  const { webhook_id: webhookId } = (await exception(replayed)) ?? {}
  // It still can't be parsed, so a new exception linked to the first one opens.
  const [again] = await sql`select status, recurred_from_id from exceptions
    where webhook_id = ${webhookId} and id <> ${replayed}`
  expect(again).toEqual({ status: 'open', recurred_from_id: replayed })
  const dismissed = await addUnreadableWebhook(sql)
  const reason = 'A test message of the shop'
  await take({ action: 'dismiss', exceptionId: dismissed, reason }, engineer)
  expect(await exception(dismissed)).toMatchObject({ status: 'resolved' })
})
