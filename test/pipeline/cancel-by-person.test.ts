import { expect, test } from 'vitest'
import { resendReceipt } from '@/server/modules/emails/resend-receipt'
import { cancelOrder } from '@/server/modules/pipeline/cancel-order'
import { flushOutbox } from '@/server/pipeline/upkeep/flush-outbox'
import { addPerson } from '@/test/support/refunds'
import { startTestSandbox } from '@/test/support/sandbox'
import { openTestShop } from '../support/pipeline/shop'

const shop = await openTestShop(startTestSandbox)
const { sql, engine } = shop
const care = await addPerson(sql, 'care')

const cancel = (orderId: string, key = `cancel-${orderId}`) =>
  cancelOrder({ orderId, reason: 'Changed her mind', notify: true, idempotencyKey: key }, care)

/** Runs a new order through the pipeline up to and including a step. */
async function runUpTo(step: string, given: Parameters<typeof shop.addPaidOrder>[0] = {}) {
  const paid = await shop.addPaidOrder(given)
  const run = shop.start(paid.orderId)
  while (!run.calls.includes(step)) await engine.dispatch(run)
  return paid
}

async function drain() {
  await flushOutbox()
  await engine.drain()
}

test('canceling voids an authorization', async () => {
  const { orderId, reference } = await runUpTo('screen')
  expect(await cancel(orderId)).toEqual({ orderId, refund: null })
  await drain()
  expect(await shop.ledger(reference)).toMatchObject({ status: 'canceled', captured: 0 })
  expect(await shop.order(orderId)).toMatchObject({ status: 'canceled' })
  expect(await shop.exceptions(orderId)).toHaveLength(0)
})

test('canceling refunds captures, releases stock and emails the customer', async () => {
  const email = 'canceled@example.com'
  const { orderId, reference } = await runUpTo('allocate', { email })
  const [before] = await sql`select allocated from products where sku = 'SHIRT'`
  const { refund } = await cancel(orderId)
  expect(refund).toMatchObject({ status: 'pending', totalMinor: 3000n })
  await drain()
  expect(await shop.ledger(reference)).toMatchObject({ captured: 3000, refunded: 3000 })
  expect(await shop.order(orderId)).toMatchObject({
    status: 'canceled',
    payment_status: 'refunded',
    cancel_reason: 'Changed her mind',
  })
  const [after] = await sql`select allocated from products where sku = 'SHIRT'`
  expect(after?.allocated).toBe(before?.allocated - 2)
  expect(await shop.exceptions(orderId)).toHaveLength(0)
  expect(await shop.mails(email)).toHaveLength(1)
})

test('two concurrent cancellations refund once', async () => {
  const { orderId, reference } = await runUpTo('capture')
  const calls = await Promise.allSettled([
    cancel(orderId, 'one-12345'),
    cancel(orderId, 'two-12345'),
  ])
  expect(calls.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  await drain()
  expect(await shop.ledger(reference)).toMatchObject({ refunded: 3000 })
})

test('above the limit the refund waits for approval, the cancellation does not', async () => {
  const lines = [{ sku: 'SHIRT', quantity: 10, unitPriceMinor: 5000 }]
  const { orderId } = await runUpTo('capture', { lines })
  const { refund } = await cancel(orderId)
  expect(refund).toMatchObject({ status: 'requested' })
  expect(await shop.order(orderId)).toMatchObject({ status: 'canceled' })
})

test('a shipped order cannot be canceled, but its receipt can be resent', async () => {
  const email = 'again@example.com'
  const { orderId } = await shop.addPaidOrder({ email })
  await shop.place(orderId)
  await expect(cancel(orderId)).rejects.toMatchObject({ code: 'conflict' })
  await resendReceipt({ orderId, idempotencyKey: 'again-12345' }, care)
  await drain()
  expect(await shop.mails(email)).toHaveLength(2)
  const [mail] =
    await sql`select status from customer_mails where idempotency_key like '%again-12345'`
  expect(mail).toEqual({ status: 'sent' })
})
