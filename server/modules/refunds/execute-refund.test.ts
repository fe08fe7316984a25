import { expect, test } from 'vitest'
import { openTestShop } from '@/test/support/pipeline/shop'
import { drainOutbox } from '@/test/support/refund-outbox'
import { addPaidOrder, addPerson, type PaidOrder, refundForm } from '@/test/support/refunds'
import { startTestSandbox } from '@/test/support/sandbox'
import { issueRefund } from './issue-refund'
import { lookUpRefund } from './look-up-refund'
import { recordRefundOutcome } from './record-refund-outcome'
import { retryRefund } from './retry-refund'

const shop = await openTestShop(startTestSandbox)
const { sql, vendors, engine } = shop
const care = await addPerson(sql, 'care')
const lead = await addPerson(sql, 'lead')

/** Refunds 10.00 of an order of 30.00 whose gateway behavior `sentinel` selects. */
async function refundAt(sentinel: string, given: Partial<PaidOrder> = {}) {
  const order = await addPaidOrder(sql, vendors.url, {
    lines: [{ sku: 'SHIRT', quantity: 3, unitPriceMinor: 1_000 }],
    tenders: [{ card: 3_000, sentinel }],
    ...given,
  })
  const form = refundForm(order.orderId, [{ lineId: order.lineIds[0] ?? '', quantity: 1 }])
  const { resolutionId } = await issueRefund({ ...form, notify: true }, care)
  await drainOutbox(sql, engine)
  return { ...order, resolutionId, reference: order.references[0] ?? '' }
}

async function resolution(id: string) {
  const [row] = await sql`select * from resolutions where id = ${id}`
  return row
}

async function transactions(orderId: string) {
  return sql`select status, amount_minor::int as minor, error_code, idempotency_key, gateway_reference
    from payment_transactions where order_id = ${orderId} and kind = 'refund' order by id`
}

const refundKeys = async (reference: string) =>
  (await shop.ledger(reference)).keys.filter((key) => key.action === 'refund')

test('a lost response ends in exactly one refund, here and at the gateway', async () => {
  const { orderId, resolutionId, reference } = await refundAt('timeout')
  expect(await resolution(resolutionId)).toMatchObject({ status: 'succeeded' })
  expect(await transactions(orderId)).toMatchObject([{ status: 'succeeded', minor: 1_000 }])
  expect(await shop.ledger(reference)).toMatchObject({ refunded: 1_000 })
  expect(await refundKeys(reference)).toMatchObject([{ asked: 1, applied: 1 }])
  expect(await shop.exceptions(orderId)).toMatchObject([
    { kind: 'refund_unknown', step: 'refund', status: 'resolved', severity: 'critical' },
  ])
})

test('an unavailable gateway is called again with the same key', async () => {
  const { orderId, resolutionId, reference } = await refundAt('outage:2')
  expect(await resolution(resolutionId)).toMatchObject({ status: 'succeeded' })
  expect(await refundKeys(reference)).toMatchObject([{ asked: 3, applied: 1 }])
  expect(await shop.exceptions(orderId)).toMatchObject([
    { kind: 'gateway_unavailable', status: 'resolved' },
  ])
})

test('a decline releases the reservation, and the refund can be reissued as a gift card', async () => {
  const { orderId, resolutionId, reference, lineIds } = await refundAt('refund_fails')
  expect(await resolution(resolutionId)).toMatchObject({
    status: 'failed',
    error: { message: 'Refund failed: the card was reported lost or stolen.' },
  })
  expect(await shop.order(orderId)).toMatchObject({ payment_status: 'paid' })
  expect(await shop.exceptions(orderId)).toMatchObject([{ kind: 'refund_failed', status: 'open' }])
  const answer = await retryRefund({ resolutionId, as: 'gift_card' }, care)
  expect(answer).toMatchObject({ status: 'succeeded', giftCardCode: expect.any(String) })
  const states = (await transactions(orderId)).map(({ status }) => status)
  expect(states).toEqual(['failed', 'succeeded'])
  await drainOutbox(sql, engine)
  expect(await shop.exceptions(orderId)).toMatchObject([{ status: 'resolved' }])
  expect(await shop.ledger(reference)).toMatchObject({ refunded: 0 })
  await expect(retryRefund({ resolutionId, as: 'same' }, care)).rejects.toThrow(
    'has already succeeded',
  )
  const again = refundForm(orderId, [{ lineId: lineIds[0] ?? '', quantity: 3 }])
  await expect(issueRefund(again, care)).rejects.toThrow('2 are left to refund')
})

test('a declined refund is not retried once its units are refunded another way', async () => {
  const { orderId, resolutionId, lineIds } = await refundAt('refund_fails')
  const all = refundForm(orderId, [{ lineId: lineIds[0] ?? '', quantity: 3 }])
  await issueRefund({ ...all, refundType: 'gift_card' }, lead)
  await expect(retryRefund({ resolutionId, as: 'same' }, care)).rejects.toMatchObject({
    code: 'conflict',
    message:
      'The SHIRT: this refund includes 1, but only 0 can still be refunded. Issue a new refund for the remaining units.',
  })
})

test('a refund that the bank is processing keeps its reservation and opens no exception', async () => {
  const { orderId, resolutionId, reference } = await refundAt('refund_pending')
  expect(await resolution(resolutionId)).toMatchObject({
    status: 'pending',
    error: null,
    next_attempt_at: expect.any(Date),
  })
  expect(await transactions(orderId)).toMatchObject([
    {
      status: 'pending',
      error_code: 'bank_pending',
      gateway_reference: expect.stringMatching(/^re_/),
    },
  ])
  expect(await shop.exceptions(orderId)).toHaveLength(0)
  await lookUpRefund({ resolutionId }, care)
  await drainOutbox(sql, engine)
  expect(await refundKeys(reference)).toMatchObject([{ asked: 1, applied: 1 }])
  await expect(
    recordRefundOutcome({ resolutionId, outcome: 'not_done', reason: 'The bank said so' }, care),
  ).rejects.toMatchObject({ code: 'forbidden' })
  await recordRefundOutcome({ resolutionId, outcome: 'done', reference: 're_by_phone' }, care)
  expect(await resolution(resolutionId)).toMatchObject({ status: 'succeeded' })
  expect(await transactions(orderId)).toMatchObject([
    { status: 'succeeded', gateway_reference: 're_by_phone' },
  ])
})

test('when lookups find nothing, a user decides, and a lead can release the amount', async () => {
  const order = await addPaidOrder(sql, vendors.url, {
    lines: [{ sku: 'SHIRT', quantity: 1, unitPriceMinor: 1_000 }],
    tenders: [{ card: 1_000, sentinel: 'outage:99' }],
  })
  const form = refundForm(order.orderId, [{ lineId: order.lineIds[0] ?? '', quantity: 1 }])
  const { resolutionId } = await issueRefund(form, care)
  await drainOutbox(sql, engine)
  expect(await resolution(resolutionId)).toMatchObject({ status: 'pending', next_attempt_at: null })
  const [exception] = await shop.exceptions(order.orderId)
  expect(exception).toMatchObject({ kind: 'gateway_unavailable', stage: 'staff', status: 'open' })
  const reason = 'Nothing there under this payment'
  await recordRefundOutcome({ resolutionId, outcome: 'not_done', reason }, lead)
  expect(await resolution(resolutionId)).toMatchObject({ status: 'failed' })
  expect(await shop.order(order.orderId)).toMatchObject({ payment_status: 'paid' })
})

test('one tender succeeds and another is declined: the successful part stays', async () => {
  const order = await addPaidOrder(sql, vendors.url, {
    lines: [{ sku: 'SHIRT', quantity: 1, unitPriceMinor: 3_000 }],
    tenders: [
      { card: 1_000, sentinel: 'refund_fails' },
      { card: 2_000, sentinel: 'ok' },
    ],
  })
  const form = refundForm(order.orderId, [{ lineId: order.lineIds[0] ?? '', quantity: 1 }])
  const { resolutionId } = await issueRefund(form, care)
  await drainOutbox(sql, engine)
  expect(await resolution(resolutionId)).toMatchObject({ status: 'incomplete' })
  expect(await shop.order(order.orderId)).toMatchObject({ payment_status: 'partially_refunded' })
  const done = { resolutionId, outcome: 'done' as const, reference: 'bank transfer 17' }
  await recordRefundOutcome(done, care)
  expect(await resolution(resolutionId)).toMatchObject({ status: 'succeeded' })
  expect(await shop.order(order.orderId)).toMatchObject({ payment_status: 'refunded' })
  const sum = (await transactions(order.orderId))
    .filter(({ status }) => status === 'succeeded')
    .reduce((total, { minor }) => total + minor, 0)
  expect(sum).toBe(3_000)
})

test('the customer is emailed once, with every amount and its destination', async () => {
  const { orderId } = await refundAt('ok', { email: 'told@example.com' })
  const mails = await shop.mails('told@example.com')
  expect(mails).toHaveLength(1)
  expect(mails[0]).toMatchObject({
    times: 1,
    subject: expect.stringMatching(/^Your refund for order #/),
  })
  expect(mails[0]?.text).toContain('1 × The SHIRT: $10.00')
  expect(mails[0]?.text).toContain('Total refund: $10.00')
  expect(mails[0]?.text).toContain('Refunded to visa ending in 4242: $10.00')
  const events = await sql`select type from order_events where order_id = ${orderId} order by id`
  expect(events.map(({ type }) => type)).toEqual([
    'refund.issued',
    'payment.refunded',
    'refund.succeeded',
    'refund.restocked',
    'resolution.emailed',
  ])
})

test('the email contains the gift card code, and a repeated request returns the same one', async () => {
  const order = await addPaidOrder(sql, vendors.url, {
    email: 'gift@example.com',
    lines: [{ sku: 'SHIRT', quantity: 2, unitPriceMinor: 1_000 }],
    tenders: [{ card: 2_000 }],
  })
  const form = {
    ...refundForm(order.orderId, [{ lineId: order.lineIds[0] ?? '', quantity: 1 }]),
    refundType: 'gift_card' as const,
    notify: true,
  }
  const first = await issueRefund(form, care)
  expect(first.status).toBe('succeeded')
  expect(await issueRefund(form, care)).toEqual(first)
  await drainOutbox(sql, engine)
  const [mail] = await shop.mails('gift@example.com')
  expect(mail?.text).toContain(`Refunded to a new gift card (code ${first.giftCardCode}): $10.00`)
  expect(await sql`select * from gift_cards where order_id = ${order.orderId}`).toHaveLength(1)
  expect(await shop.ledger(order.references[0] ?? '')).toMatchObject({ refunded: 0 })
})

test('a refund goes back to our gift card that paid', async () => {
  const first = await refundAt('ok', { tenders: [{ card: 3_000 }] })
  const form = refundForm(first.orderId, [{ lineId: first.lineIds[0] ?? '', quantity: 1 }])
  await issueRefund({ ...form, refundType: 'gift_card' }, care)
  const [card] = await sql`select * from gift_cards where order_id = ${first.orderId}`
  await sql`update gift_cards set external_id = 'gid-7' where id = ${card?.id}`
  const paid = await addPaidOrder(sql, vendors.url, {
    lines: [{ sku: 'SHIRT', quantity: 1, unitPriceMinor: 900 }],
    tenders: [{ gift: 900, reference: 'gid-7' }],
  })
  const back = refundForm(paid.orderId, [{ lineId: paid.lineIds[0] ?? '', quantity: 1 }])
  const answer = await issueRefund({ ...back, refundType: 'cash' }, care)
  expect(answer).toMatchObject({ status: 'succeeded', giftCardCode: null })
  const [after] = await sql`select balance_minor::int from gift_cards where id = ${card?.id}`
  expect(after?.balance_minor).toBe(1_900)
})
