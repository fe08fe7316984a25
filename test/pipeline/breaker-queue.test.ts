import { afterAll, expect, test, vi } from 'vitest'
import type { BreakerKey } from '@/domain/pipeline/breaker'
import { issueReshipment } from '@/server/modules/fulfillment/issue-reshipment'
import { cancelOrder } from '@/server/modules/pipeline/cancel-order'
import { flushOutbox } from '@/server/pipeline/upkeep/flush-outbox'
import { addPerson } from '@/test/support/refunds'
import { startTestSandbox } from '@/test/support/sandbox'
import { runLive } from '../support/pipeline/live-pipeline'
import type { TestRun } from '../support/pipeline/run'
import { openTestShop } from '../support/pipeline/shop'

const shop = await openTestShop(startTestSandbox)
const { sql, engine, vendors } = shop
const lead = await addPerson(sql, 'lead')
let stop: (() => Promise<void>) | undefined
afterAll(() => stop?.())

/** Opens the vendor's breaker, without a scheduled probe. */
const open = (key: BreakerKey) => sql`
  insert into breakers (key, state, next_probe_at, down_since, failed_probes)
  values (${key}, 'open', now() + interval '1 hour', now(), 1)
  on conflict (key) do update set state = 'open', next_probe_at = excluded.next_probe_at,
    probe_until = null, failed_probes = 1`
const probeIsDue = (key: BreakerKey) =>
  sql`update breakers set next_probe_at = now() - interval '1 second' where key = ${key}`

async function started(fnId: string): Promise<TestRun> {
  await flushOutbox()
  const run = engine.runs.findLast((one) => one.fnId === fnId && one.status === 'running')
  if (!run) throw new Error(`${fnId} was not started.`)
  return run
}

/** Dispatches a run several times, and expects it to keep waiting for its vendor. */
async function expectWaiting(run: TestRun): Promise<void> {
  for (let i = 0; i < 6; i++) await engine.dispatch(run)
  expect(run).toMatchObject({ status: 'running', attempt: 0 })
}

const gatewayCalls = async () => {
  const calls = await (await fetch(`${vendors.url}/stripe/calls`)).json()
  return (calls as { path: string }[]).filter(({ path }) => /capture|cancel/.test(path)).length
}

test("a canceled order's authorization is voided once the gateway recovers", async () => {
  const { orderId, reference } = await shop.addPaidOrder()
  await open('gateway:stripe')
  const ask = { orderId, reason: 'Changed her mind', notify: false, idempotencyKey: orderId }
  await cancelOrder(ask, lead)
  const run = await started('cancel-order')
  const before = await gatewayCalls()
  await expectWaiting(run)
  expect(await gatewayCalls()).toBe(before)
  expect(await shop.exceptions(orderId)).toMatchObject([
    { kind: 'gateway_unavailable', status: 'retrying', attempts: 0 },
  ])
  await probeIsDue('gateway:stripe')
  await engine.finish(run)
  expect(await shop.ledger(reference)).toMatchObject({
    status: 'canceled',
    keys: [{ asked: 1, applied: 1 }],
  })
  expect(await shop.exceptions(orderId)).toMatchObject([{ status: 'resolved' }])
  expect((await sql`select state from breakers where key = 'gateway:stripe'`)[0]).toEqual({
    state: 'draining',
  })
})

test('an abandoned authorization waits without an exception', async () => {
  const { orderId, paymentId, reference } = await shop.addPaidOrder()
  await open('gateway:stripe')
  const data = { orderId, paymentId, requestId: 'test' }
  const [run] = engine.accept({ name: 'authorization/abandoned', data })
  if (!run) throw new Error('Nothing was started.')
  await expectWaiting(run)
  expect(await shop.exceptions(orderId)).toHaveLength(0)
  expect(await shop.ledger(reference)).toMatchObject({ status: 'requires_capture', keys: [] })
  await probeIsDue('gateway:stripe')
  await engine.finish(run)
  expect(await shop.ledger(reference)).toMatchObject({ status: 'canceled' })
})

test('a reshipment waits for the carrier and buys its label once', async () => {
  const { orderId } = await shop.addPaidOrder()
  await shop.place(orderId)
  await open('carrier:easypost')
  const [line] = await sql`select id from order_lines where order_id = ${orderId} limit 1`
  const lines = [{ lineId: line?.id, quantity: 1 }]
  const form = { orderId, lines, note: 'Lost', notify: false, idempotencyKey: `again-${orderId}` }
  const { resolutionId } = await issueReshipment(form, lead)
  const run = await started('process-reshipment')
  await expectWaiting(run)
  expect(await shop.exceptions(orderId)).toMatchObject([
    { kind: 'carrier_unavailable', step: 'reshipment', status: 'retrying', attempts: 0 },
  ])
  await probeIsDue('carrier:easypost')
  await engine.finish(run)
  const bought = await sql`select 1 from shipments where resolution_id = ${resolutionId}`
  expect(bought).toHaveLength(1)
  expect(await shop.exceptions(orderId)).toMatchObject([{ status: 'resolved' }])
})

test('a single order whose calls always fail does not keep the breaker open', async () => {
  await open('gateway:stripe')
  await probeIsDue('gateway:stripe')
  const { orderId } = await shop.addPaidOrder({ sentinel: 'outage:99' })
  stop = runLive(engine, 4)
  shop.start(orderId)
  await vi.waitFor(
    async () => {
      await flushOutbox()
      expect(await shop.exceptions(orderId)).toMatchObject([
        { kind: 'gateway_unavailable', stage: 'staff', status: 'open' },
      ])
    },
    { timeout: 100_000, interval: 200 },
  )
  const [breaker] = await sql`select state from breakers where key = 'gateway:stripe'`
  expect(breaker?.state).toBe('closed')
}, 120_000)
