import { expect, test, vi } from 'vitest'
import { lockOrder } from '@/db/queries/orders/orders'
import { PIPELINE_STEPS, type PipelineStep } from '@/domain/pipeline/pipeline-steps'
import { systemActor } from '@/domain/staff/actor'
import { markOrderCanceled } from '@/server/modules/orders/mark-order-canceled'
import { flushOutbox } from '@/server/pipeline/upkeep/flush-outbox'
import { runInTransaction } from '@/server/unit-of-work'
import { addOrder, addProduct } from '@/test/support/order-commands'
import { addTender, authorizePayment } from '@/test/support/payments'
import { startTestSandbox } from '@/test/support/sandbox'
import { openTestShop } from '../support/pipeline/shop'

const shop = await openTestShop(startTestSandbox)
const { sql, engine } = shop

/** Cancels an order like a cancellation webhook from the storefront. */
async function cancel(orderId: string): Promise<void> {
  await runInTransaction({ actor: systemActor('test'), requestId: 'test' }, async (uow) => {
    const order = await lockOrder(uow.tx, orderId)
    if (!order) throw new Error('Order not found.')
    await markOrderCanceled(uow, order, { canceledAt: uow.now, reason: 'customer' })
  })
  await flushOutbox()
}

/** Exception messages of cancellations that come too late and need a person, by completed step. */
const LATE_MESSAGES: Partial<Record<PipelineStep, RegExp>> = {
  capture: /after \$30\.00 had been captured\.$/,
  allocate: /after \$30\.00 had been captured\.$/,
  ship: /had been captured and its label had been bought/,
  notify: /had been captured and its label had been bought/,
  sync: /had been captured and its label had been bought/,
}

test.each(PIPELINE_STEPS.slice(0, -1))('a cancellation after %s', async (step) => {
  const sku = `CANCEL-${step}`
  await addProduct(sql, shop.storefrontId, { sku, onHand: 10 })
  const lines = [{ sku, quantity: 2, unitPriceMinor: 1500 }]
  const { orderId, reference } = await shop.addPaidOrder({ lines })
  const run = shop.start(orderId)
  while (!run.calls.includes(step)) await engine.dispatch(run)
  await cancel(orderId)
  await engine.drain()
  expect(run.result).toEqual({ outcome: 'stopped', because: 'canceled' })
  expect(await shop.order(orderId)).toMatchObject({ status: 'canceled' })
  expect((await shop.steps(orderId)).join()).not.toMatch(/pending|running|retrying|blocked/)
  const isCaptured = PIPELINE_STEPS.indexOf(step) >= PIPELINE_STEPS.indexOf('capture')
  const isShipped = PIPELINE_STEPS.indexOf(step) >= PIPELINE_STEPS.indexOf('ship')
  expect(await shop.ledger(reference)).toMatchObject({
    status: isCaptured ? 'succeeded' : 'canceled',
    captured: isCaptured ? 3000 : 0,
  })
  const [product] = await sql`select on_hand, allocated from products where sku = ${sku}`
  expect(product).toEqual({ on_hand: isShipped ? 8 : 10, allocated: 0 })
  const words = LATE_MESSAGES[step]
  const open = await shop.exceptions(orderId)
  expect(open).toHaveLength(words ? 1 : 0)
  if (words) {
    expect(open[0]).toMatchObject({ kind: 'order_changed_late', stage: 'staff', status: 'open' })
    expect(open[0]?.message).toMatch(words)
  }
  const [payment] = await sql`select voided_at from payments where order_id = ${orderId}`
  expect(payment?.voided_at === null).toBe(isCaptured)
})

test('a cancellation during a capture records the capture', async () => {
  const { orderId, reference } = await shop.addPaidOrder({ sentinel: 'slow' })
  const run = shop.start(orderId)
  while (!run.calls.includes('screen')) await engine.dispatch(run)
  const charging = engine.dispatch(run)
  await vi.waitFor(
    async () => expect(await shop.steps(orderId)).toContain('capture running'),
    30_000,
  )
  await cancel(orderId)
  const voiding = engine.runs.find(
    (one) => one.fnId === 'cancel-order' && one.event.data.orderId === orderId,
  )
  if (!voiding) throw new Error('No run voids the payment.')
  await engine.dispatch(voiding)
  expect(voiding.attempt).toBe(1)
  await charging
  await engine.drain()
  expect(await shop.order(orderId)).toMatchObject({ status: 'canceled' })
  expect(await shop.ledger(reference)).toMatchObject({ captured: 3000 })
  expect(await shop.exceptions(orderId)).toMatchObject([{ kind: 'order_changed_late' }])
  const [order] = await sql`select payment_status from orders where id = ${orderId}`
  expect(order?.payment_status).toBe('paid')
  const [payment] = await sql`select captured_minor from payments where order_id = ${orderId}`
  expect(payment?.captured_minor).toBe('3000')
})

test('a capture with an unknown outcome is looked up before voiding', async () => {
  const { orderId, reference } = await shop.addPaidOrder({ sentinel: 'timeout' })
  const run = shop.start(orderId)
  while (!run.calls.includes('capture')) await engine.dispatch(run)
  expect(await shop.exceptions(orderId)).toMatchObject([{ kind: 'payment_unknown' }])
  await cancel(orderId)
  await engine.drain()
  expect(await shop.ledger(reference)).toMatchObject({ status: 'succeeded', captured: 3000 })
  const rows = await sql`select kind, status from payment_transactions
    where order_id = ${orderId} and source = 'pipeline' order by kind`
  expect(rows).toEqual([
    { kind: 'capture', status: 'succeeded' },
    { kind: 'void', status: 'failed' },
  ])
  const open = (await shop.exceptions(orderId)).filter((row) => row.status === 'open')
  expect(open).toMatchObject([{ kind: 'order_changed_late' }])
})

test('an outage while voiding is retried and leaves no open exception', async () => {
  const { orderId, reference } = await shop.addPaidOrder({ sentinel: 'outage:2' })
  await cancel(orderId)
  await engine.drain()
  expect(await shop.ledger(reference)).toMatchObject({ status: 'canceled' })
  expect(await shop.exceptions(orderId)).toMatchObject([
    { kind: 'gateway_unavailable', status: 'resolved', attempts: 2 },
  ])
})

test('voiding twice voids once, and an active order keeps its authorization', async () => {
  const { orderId, reference } = await shop.addPaidOrder()
  const running = await engine.finish(shop.start(orderId, 'order/canceled'))
  expect(running.result).toMatchObject({ outcome: 'stopped' })
  expect(await shop.ledger(reference)).toMatchObject({ status: 'requires_capture' })
  await cancel(orderId)
  await engine.drain()
  await engine.finish(shop.start(orderId, 'order/canceled'))
  const { keys } = await shop.ledger(reference)
  expect(keys).toMatchObject([{ action: 'cancel', asked: 1, applied: 1 }])
})

test('a gift card is left to the storefront that captured it', async () => {
  const orderId = await addOrder(sql)
  await addTender(sql, orderId, { kind: 'gift_card', gateway: 'gift_card', minor: 1000 })
  const reference = await authorizePayment(shop.vendors.url, 'ok', 2000)
  await addTender(sql, orderId, { reference, minor: 2000 })
  await cancel(orderId)
  await engine.drain()
  expect(await shop.ledger(reference)).toMatchObject({ status: 'canceled' })
  expect(await shop.exceptions(orderId)).toHaveLength(0)
})
