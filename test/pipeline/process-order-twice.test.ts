import { expect, test, vi } from 'vitest'
import { addProduct } from '@/test/support/order-commands'
import { startTestSandbox } from '@/test/support/sandbox'
import type { TestRun } from '../support/pipeline/run'
import { openTestShop } from '../support/pipeline/shop'

const shop = await openTestShop(startTestSandbox)
const { sql, engine } = shop

/** Everything that must have happened exactly once to a completed order. */
async function expectOnce(orderId: string, reference: string, email: string) {
  expect((await shop.order(orderId)).status).toBe('completed')
  const ledger = await shop.ledger(reference)
  expect(ledger.captured).toBe(ledger.authorized)
  expect(ledger.keys).toMatchObject([{ action: 'capture', applied: 1 }])
  const captures = await sql`
    select status from payment_transactions
    where order_id = ${orderId} and kind = 'capture'`
  expect(captures).toEqual([{ status: 'succeeded' }])
  expect(await sql`select 1 from shipments where order_id = ${orderId}`).toHaveLength(1)
  expect(await shop.mails(email)).toHaveLength(1)
  const finished = await sql`
    select data->>'step' as step, count(*)::int from order_events
    where order_id = ${orderId} and type in ('step.completed', 'step.skipped') group by 1`
  expect(finished).toHaveLength(8)
  expect(finished.every((row) => row.count === 1)).toBe(true)
}

/** Repeats a call, like an engine that lost the first response. */
const repeat = (run: TestRun) => engine.dispatch(structuredClone(run))

test('a repeated step changes nothing the second time', async () => {
  await addProduct(sql, shop.storefrontId, { sku: 'TWICE', onHand: 5 })
  const email = 'twice@example.com'
  const lines = [{ sku: 'TWICE', quantity: 2, unitPriceMinor: 500 }]
  const { orderId, reference } = await shop.addPaidOrder({ email, lines })
  const run = shop.start(orderId)
  while (run.status === 'running') {
    await repeat(run)
    await engine.dispatch(run)
  }
  await expectOnce(orderId, reference, email)
  const [product] = await sql`select on_hand, allocated from products where sku = 'TWICE'`
  expect(product).toEqual({ on_hand: 3, allocated: 0 })
})

test('a step executed twice concurrently happens once', async () => {
  const email = 'parallel@example.com'
  const { orderId, reference } = await shop.addPaidOrder({ email })
  const run = shop.start(orderId)
  while (run.status === 'running') await Promise.all([repeat(run), engine.dispatch(run)])
  await expectOnce(orderId, reference, email)
  expect(await shop.exceptions(orderId)).toHaveLength(0)
})

test('two interleaved runs of one order complete it once', async () => {
  const email = 'interleaved@example.com'
  const { orderId, reference } = await shop.addPaidOrder({ email })
  const runs = [shop.start(orderId), shop.start(orderId, 'order/resumed')]
  while (runs.some((run) => run.status === 'running')) {
    const open = runs.filter((run) => run.status === 'running')
    await Promise.all(open.map((run) => engine.dispatch(run)))
  }
  await expectOnce(orderId, reference, email)
})

test('a second run does not use up the attempts of a scheduled retry', async () => {
  const { orderId } = await shop.addPaidOrder({ sentinel: 'outage:1' })
  const run = shop.start(orderId)
  while (!run.calls.includes('capture')) await engine.dispatch(run)
  await sql`update order_steps set next_attempt_at = now() + interval '5 minutes'
    where order_id = ${orderId} and step = 'capture'`
  const other = await shop.resume(orderId)
  expect(other.result).toEqual({ outcome: 'stopped', because: 'scheduled' })
  await engine.finish(run)
  expect((await shop.order(orderId)).status).toBe('completed')
})

test('while a step calls the gateway another run waits, then continues', async () => {
  const email = 'slow@example.com'
  const { orderId, reference } = await shop.addPaidOrder({ email, sentinel: 'slow' })
  const run = shop.start(orderId)
  while (!run.calls.includes('screen')) await engine.dispatch(run)
  const slow = engine.dispatch(run)
  await vi.waitFor(
    async () => expect(await shop.steps(orderId)).toContain('capture running'),
    30_000,
  )
  const other = shop.start(orderId, 'order/resumed')
  await engine.dispatch(other)
  await engine.dispatch(other)
  expect(other).toMatchObject({ attempt: 1, retryAfter: expect.any(Number) })
  await slow
  await engine.finish(other)
  await engine.finish(run)
  await expectOnce(orderId, reference, email)
})
