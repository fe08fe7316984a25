import { expect, test } from 'vitest'
import { describeRaw } from '@/server/modules/inbox/describe-raw'
import { escalateException } from '@/server/modules/inbox/escalate-exception'
import { type TakeActionInput, takeAction } from '@/server/modules/inbox/take-action'
import { flushOutbox } from '@/server/pipeline/upkeep/flush-outbox'
import { authorizePayment } from '@/test/support/payments'
import { addPerson } from '@/test/support/refunds'
import { startTestSandbox } from '@/test/support/sandbox'
import { openTestShop } from '../support/pipeline/shop'

const shop = await openTestShop(startTestSandbox)
const { sql, vendors } = shop
const care = await addPerson(sql, 'care', 'Ada')
const lead = await addPerson(sql, 'lead', 'Grace')
const engineer = await addPerson(sql, 'engineer', 'Edsger')

type Given<T = TakeActionInput> = T extends unknown ? Omit<T, 'exceptionId'> : never

/** Adds a blocked order whose exception is escalated to engineering. */
async function addEscalatedOrder(given: Parameters<typeof shop.addPaidOrder>[0]) {
  const order = await shop.addPaidOrder(given)
  await shop.place(order.orderId)
  const [exception] = await shop.exceptions(order.orderId)
  const exceptionId: string = exception?.id
  await escalateException({ exceptionId, note: 'We cannot help this' }, care)
  return { ...order, exceptionId }
}

async function act(exceptionId: string, given: Given, who = engineer) {
  const taken = await takeAction({ ...given, exceptionId } as TakeActionInput, who)
  await flushOutbox()
  await shop.engine.drain()
  return taken
}

const raw = async (exceptionId: string) => {
  const found = await describeRaw(exceptionId)
  if (!found) throw new Error('Exception not found.')
  return found
}

test('every vendor call is stored with its response and without secrets', async () => {
  const { exceptionId } = await addEscalatedOrder({ sentinel: 'decline' })
  const seen = await raw(exceptionId)
  expect(seen.calls).toMatchObject([
    {
      method: 'POST',
      path: expect.stringMatching(/\/stripe\/v1\/payment_intents\/.*\/capture$/),
      step: 'capture',
      status: 402,
      outcome: 'refused',
      request: { amount_to_capture: expect.anything() },
      answer: { error: { decline_code: 'generic_decline' } },
    },
  ])
  expect(seen.calls[0]?.idempotencyKey).toContain(':capture')
  expect(JSON.stringify(seen.calls)).not.toMatch(/sk_test/)
  expect(seen.exception.openedVersion).toBe(seen.version)
  expect(seen.firstSeen?.version).toBe(seen.version)

  const parcel = await addEscalatedOrder({ address: { postal_code: '00000' } })
  const shipping = await raw(parcel.exceptionId)
  expect(shipping.calls).toMatchObject([{ step: 'ship', status: 422, outcome: 'refused' }])
  expect(shipping.calls[0]?.request).toMatchObject({ address: '[redacted]' })

  const email = 'bounce@shop.example'
  const { orderId } = await shop.addPaidOrder({ email })
  await shop.place(orderId)
  const [bounced] = await shop.exceptions(orderId)
  const mails = await raw(bounced?.id)
  expect(mails.calls).toHaveLength(4)
  expect(mails.calls[0]).toMatchObject({ method: 'SMTP', step: 'notify', outcome: 'refused' })
  expect(JSON.stringify(mails.calls)).not.toContain(email)
})

test('a corrected step input is used by the next run', async () => {
  const { orderId, exceptionId, paymentId } = await addEscalatedOrder({ sentinel: 'decline' })
  const { input } = await raw(exceptionId)
  expect(input).toMatchObject({ tenders: [{ paymentId }] })
  const order = await shop.order(orderId)
  const reference = await authorizePayment(
    vendors.url,
    'ok',
    Number(order.total_minor),
    order.currency,
  )
  const edited = { tenders: [{ paymentId, reference }] }
  const reason = 'The storefront named the wrong payment'
  await act(exceptionId, { action: 'edit_input', input: edited, reason })
  expect(await shop.order(orderId)).toMatchObject({ status: 'completed' })
  expect(await shop.ledger(reference)).toMatchObject({
    status: 'succeeded',
    keys: [{ applied: 1 }],
  })
  expect(await shop.exceptions(orderId)).toMatchObject([{ status: 'resolved' }])
  const [audit] = await sql`select data from audit_log where subject_id = ${exceptionId}
    and action = 'exception.action_taken'`
  const { version: codeVersion } = await raw(exceptionId)
  expect(audit?.data).toMatchObject({ reason, codeVersion, step: 'capture', changed: ['tenders'] })
})

test('invalid input is rejected with a message and nothing is stored', async () => {
  const { orderId, exceptionId, reference, paymentId } = await addEscalatedOrder({
    sentinel: 'decline',
  })
  const reason = 'Try'
  const refused = (given: Given, who = engineer) =>
    expect(act(exceptionId, given, who)).rejects.toMatchObject({
      message: expect.stringMatching(/\.$/),
    })
  const wrong = { tenders: [{ paymentId, reference: '' }] }
  await refused({ action: 'edit_input', input: wrong, reason })
  const tenders = [
    { paymentId, reference: 'pi_other' },
    { paymentId: exceptionId, reference: 'pi_other' },
  ]
  await refused({ action: 'edit_input', input: { tenders }, reason })
  await refused({ action: 'resolve_by_hand', result: {}, reason })
  await refused({ action: 'resolve_by_hand', reason })
  await refused({ action: 'edit_input', input: wrong, reason }, lead)
  const [payment] = await sql`select gateway_reference from payments where id = ${paymentId}`
  expect(payment?.gateway_reference).toBe(reference)
  expect(await shop.order(orderId)).toMatchObject({ status: 'blocked' })
  expect(await shop.steps(orderId)).toContain('capture blocked')
  const acted = await sql`select 1 from audit_log where subject_id = ${exceptionId}
    and action = 'exception.action_taken'`
  expect(acted).toHaveLength(0)
})

test('a manually resolved step saves what the step itself would save', async () => {
  const charged = await addEscalatedOrder({ sentinel: 'decline' })
  await act(charged.exceptionId, {
    action: 'resolve_by_hand',
    result: { reference: 'pi_taken_by_hand' },
    reason: 'Taken in the dashboard',
  })
  expect(await shop.order(charged.orderId)).toMatchObject({
    status: 'completed',
    payment_status: 'paid',
  })
  const [payment] = await sql`select captured_minor, authorized_minor from payments
    where id = ${charged.paymentId}`
  expect(payment?.captured_minor).toBe(payment?.authorized_minor)

  const parcel = await addEscalatedOrder({ address: { postal_code: '00000' } })
  const result = { carrier: 'Courier', trackingNumber: 'C-1', trackingUrl: 'https://c.example/1' }
  const reason = 'The courier took it'
  await act(parcel.exceptionId, { action: 'resolve_by_hand', result, reason })
  expect(await shop.order(parcel.orderId)).toMatchObject({
    status: 'completed',
    fulfillment_status: 'fulfilled',
  })
  const shipments = await sql`select carrier, tracking_number, status from shipments
    where order_id = ${parcel.orderId}`
  expect(shipments).toMatchObject([{ carrier: 'Courier', tracking_number: 'C-1' }])
})

test('an internal error is stored with its stack', async () => {
  const { orderId } = await shop.addPaidOrder()
  await sql`create function break_ship() returns trigger language plpgsql as
    $$ begin raise exception 'the shelf fell over'; end $$`
  await sql`create trigger break_ship before insert on shipments execute function break_ship()`
  try {
    await shop.place(orderId)
  } finally {
    await sql`drop trigger break_ship on shipments`
  }
  const [exception] = await shop.exceptions(orderId)
  expect(exception).toMatchObject({ kind: 'internal_error', stage: 'engineer', attempts: 2 })
  expect(exception?.detail.error).toMatchObject({
    message: expect.stringContaining('shipments'),
    stack: expect.stringMatching(/at .*record/),
  })
  const { calls } = await raw(exception?.id)
  expect(calls.some(({ path }) => path.endsWith('/buy'))).toBe(true)
  await act(exception?.id, { action: 'redrive', reason: 'Fixed' })
  expect(await shop.order(orderId)).toMatchObject({ status: 'completed' })
})
