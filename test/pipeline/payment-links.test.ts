import { expect, test } from 'vitest'
import { transaction } from '@/db/client'
import { redactOrder } from '@/db/queries/customers/redactions'
import { type TakeActionInput, takeAction } from '@/server/modules/inbox/take-action'
import { flushOutbox } from '@/server/pipeline/upkeep/flush-outbox'
import { authorizePayment } from '@/test/support/payments'
import { addPerson } from '@/test/support/refunds'
import { startTestSandbox } from '@/test/support/sandbox'
import { payByLink } from '../support/pipeline/payment-link'
import { openTestShop } from '../support/pipeline/shop'

const shop = await openTestShop(startTestSandbox)
const { sql } = shop
const care = await addPerson(sql, 'care', 'Ada')

const MESSAGE = 'The bank said no. Please pay here.'

async function run(): Promise<void> {
  await flushOutbox()
  await shop.engine.drain()
  await flushOutbox()
  await shop.engine.drain()
}

/** Polls every payment link now, whenever its next poll is due. */
async function pollLinks(): Promise<void> {
  await sql`update payment_links set next_poll_at = now() - interval '1 second' where next_poll_at is not null`
  await shop.engine.finish(shop.engine.startFunction('poll-payment-links', {}))
  await run()
}

async function openOf(orderId: string): Promise<string> {
  const [exception] = await shop.exceptions(orderId)
  return exception?.id
}

async function send(orderId: string, message = MESSAGE) {
  const exceptionId = await openOf(orderId)
  const input: TakeActionInput = { action: 'send_payment_link', exceptionId, message }
  const taken = await takeAction(input, care)
  await run()
  return taken
}

/** Adds an order with a declined card, and emails a payment link for it. */
async function sendFor(given: Parameters<typeof shop.addPaidOrder>[0] = {}) {
  const email = `${crypto.randomUUID()}@example.com`
  const order = await shop.addPaidOrder({ sentinel: 'decline', email, ...given })
  await shop.place(order.orderId)
  const taken = await send(order.orderId)
  return { ...order, email, taken, url: (await linkOf(order.orderId))?.url as string }
}

const linkOf = async (orderId: string) =>
  (await sql`select * from payment_links where order_id = ${orderId} order by id desc`)[0]

const tenders = (orderId: string) =>
  sql`select gateway_reference, captured_minor::int as captured, voided_at from payments
    where order_id = ${orderId} order by created_at`

test('the customer pays with the link once, and the order continues automatically', async () => {
  const { orderId, reference, email, taken, url } = await sendFor()
  expect(taken.status).toBe('waiting')
  const [mail] = await shop.mails(email)
  expect(mail?.text).toContain(MESSAGE)
  expect(mail?.text).toContain(`$30.00: ${url}`)
  expect(mail?.html).toContain(`<a href="${url}">`)
  await pollLinks()
  expect(await shop.order(orderId)).toMatchObject({ status: 'blocked' })
  expect(await (await fetch(url)).text()).toContain('Pay $30.00')
  expect(await payByLink(url, 'pm_card_chargeDeclined')).toMatch(/declined/)
  expect(await payByLink(url)).toMatch(/Thank you/)
  expect(await payByLink(url)).toMatch(/payment is complete/)
  await pollLinks()
  await pollLinks()
  expect(await shop.order(orderId)).toMatchObject({ status: 'completed', payment_status: 'paid' })
  expect(await shop.exceptions(orderId)).toMatchObject([{ status: 'resolved' }])
  const [declined, paid, ...others] = await tenders(orderId)
  expect(others).toHaveLength(0)
  expect(declined).toMatchObject({ captured: 0, voided_at: expect.any(Date) })
  expect(paid).toMatchObject({ captured: 3000 })
  expect(await shop.ledger(paid?.gateway_reference)).toMatchObject({ captured: 3000 })
  expect(await shop.ledger(reference)).toMatchObject({ captured: 0, status: 'canceled' })
})

test('an expired authorization is replaced, in presentment currency', async () => {
  const { orderId, email, url } = await sendFor({
    sentinel: 'expired_authorization',
    currency: 'JPY',
    lines: [{ sku: 'SHIRT', quantity: 1, unitPriceMinor: 1800 }],
  })
  expect(await shop.exceptions(orderId)).toMatchObject([{ kind: 'authorization_expired' }])
  expect((await shop.mails(email))[0]?.text).toMatch(/[¥¥]1,800: http/)
  await payByLink(url)
  await pollLinks()
  expect(await shop.order(orderId)).toMatchObject({ status: 'completed' })
})

test('a payment for an order canceled meanwhile is never captured', async () => {
  const { orderId, url } = await sendFor()
  await payByLink(url)
  const exceptionId = await openOf(orderId)
  const cancel = { action: 'cancel_order', reason: 'No answer', exceptionId } as const
  await takeAction(cancel, care)
  await run()
  await pollLinks()
  const [, late] = await tenders(orderId)
  expect(await shop.ledger(late?.gateway_reference)).toMatchObject({
    captured: 0,
    status: 'canceled',
  })
  expect(await shop.order(orderId)).toMatchObject({ status: 'canceled' })
  const open = (await shop.exceptions(orderId)).filter(({ status }) => status !== 'resolved')
  expect(open).toHaveLength(0)
})

test('the link of a canceled order is closed', async () => {
  const { orderId, url } = await sendFor()
  const exceptionId = await openOf(orderId)
  await takeAction({ action: 'cancel_order', reason: 'No', exceptionId }, care)
  await run()
  await pollLinks()
  expect(await payByLink(url)).toMatch(/deactivated/)
  expect(await linkOf(orderId)).toMatchObject({
    status: 'closed',
    deactivated_at: expect.any(Date),
  })
})

test('an order paid another way closes its link, and a late payment is returned', async () => {
  const { orderId, url } = await sendFor()
  const exceptionId = await openOf(orderId)
  await takeAction({ action: 'mark_paid', reference: 'BANK-1', exceptionId }, care)
  await run()
  await payByLink(url)
  await pollLinks()
  expect(await shop.order(orderId)).toMatchObject({ status: 'completed' })
  const rows = await tenders(orderId)
  expect(rows.map(({ captured }) => captured)).toEqual([0, 3000, 0])
  const books = await shop.ledger(rows[2]?.gateway_reference)
  expect(books).toMatchObject({ captured: 0, status: 'canceled' })
})

test('a double click creates one link, and a repeated request returns it', async () => {
  const email = `${crypto.randomUUID()}@example.com`
  const { orderId } = await shop.addPaidOrder({ sentinel: 'decline', email })
  await shop.place(orderId)
  const exceptionId = await openOf(orderId)
  const input = { action: 'send_payment_link', exceptionId, message: MESSAGE } as const
  const both = await Promise.allSettled([takeAction(input, care), takeAction(input, care)])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await run()
  await send(orderId, 'Once more')
  expect(await sql`select 1 from payment_links where order_id = ${orderId}`).toHaveLength(1)
  const mails = await shop.mails(email)
  expect(mails).toHaveLength(2)
  const { url } = (await linkOf(orderId)) as { url: string }
  expect(mails.every(({ text }) => text.includes(url))).toBe(true)
})

test('when the gateway rejects a link, the exception reopens with the reason', async () => {
  const { orderId } = await shop.addPaidOrder({
    sentinel: 'decline',
    currency: 'KWD',
    lines: [{ sku: 'SHIRT', quantity: 1, unitPriceMinor: 5000 }],
  })
  await shop.place(orderId)
  // Stripe rejects it: amounts in dinars must be multiples of ten fils.
  await sql`update orders set total_minor = 5123, subtotal_minor = 5123 where id = ${orderId}`
  await send(orderId)
  expect(await linkOf(orderId)).toMatchObject({ status: 'failed' })
  expect(await shop.exceptions(orderId)).toMatchObject([{ status: 'open', wait_until: null }])
  const [event] = await sql`select data from exception_events
    where exception_id = ${await openOf(orderId)} and type = 'exception.payment_link_failed'`
  expect(event?.data.message).toMatch(/KWD/)
})

test('two authorizations for one order are never both captured', async () => {
  const { orderId, url } = await sendFor({ sentinel: 'decline' })
  const reference = await authorizePayment(shop.vendors.url, 'ok', 3000)
  await sql`update payments set gateway_reference = ${reference} where order_id = ${orderId}`
  const exceptionId = await openOf(orderId)
  await takeAction({ action: 'retry_now', reason: 'x', exceptionId }, care)
  await payByLink(url)
  await run()
  await pollLinks()
  const rows = await tenders(orderId)
  expect(rows.map(({ captured }) => captured)).toEqual([3000, 0])
  expect(await shop.order(orderId)).toMatchObject({ status: 'completed' })
  expect(await shop.ledger(rows[1]?.gateway_reference)).toMatchObject({ status: 'canceled' })
})

test('erasing a customer also erases their payment links', async () => {
  const { orderId } = await sendFor()
  await transaction((tx) => redactOrder(tx, { id: orderId, externalId: '1', name: '#1' }))
  expect(await linkOf(orderId)).toMatchObject({ recipient: '', message: '' })
})
