import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test, vi } from 'vitest'
import { DRAIN_PER_SECOND, OPENS_AFTER, probeDelaySeconds } from '@/domain/pipeline/breaker'
import { startTestSandbox } from '@/test/support/sandbox'
import { runLive } from '../support/pipeline/live-pipeline'
import { openTestShop } from '../support/pipeline/shop'

/** Orders that wait for the gateway; 2,000 take several minutes, mostly to drain the queue. */
const ORDERS = Number(process.env.WAITING_ORDERS ?? 100)
/** A queue of 100 drains in five seconds; a busy machine takes several times as long. */
const TIMEOUT_MS = 120_000 + ORDERS * 500
/** Concurrent runs: all of them may be calling the gateway when the breaker opens. */
const CONCURRENCY = 8
/** Half an hour at the retry scale of the tests. */
const OUTAGE_MS = 30 * 60 * 1000 * 0.001

const shop = await openTestShop(startTestSandbox)
const { sql, vendors } = shop
const stop = runLive(shop.engine, CONCURRENCY)
afterAll(() => stop())

const setDown = (isDown: boolean) =>
  fetch(`${vendors.url}/stripe/outage`, { method: 'POST', body: `is_down=${isDown}` })

type Call = { at: number; path: string; status: number }
const captures = async (): Promise<Call[]> => {
  const response = await fetch(`${vendors.url}/stripe/calls`)
  const calls = (await response.json()) as Call[]
  return calls.filter(({ path }) => path.endsWith('/capture'))
}

const breaker = async () => (await sql`select * from breakers`)[0]

/** Returns the maximum number of calls within one second. */
function peak(times: number[]): number {
  const within = (from: number) => times.filter((at) => at >= from && at < from + 1000).length
  return Math.max(0, ...times.map(within))
}

/** Adds orders in batches: unlimited concurrency would wait for the pool, not for the gateway. */
async function addOrders() {
  const orders: Awaited<ReturnType<typeof shop.addPaidOrder>>[] = []
  while (orders.length < ORDERS) {
    const some = Math.min(CONCURRENCY, ORDERS - orders.length)
    orders.push(...(await Promise.all(Array.from({ length: some }, () => shop.addPaidOrder()))))
  }
  return orders
}

test(
  'an outage of half an hour uses up no attempts, drains at the set rate and captures once',
  async () => {
    const orders = await addOrders()
    await setDown(true)
    for (const { orderId } of orders) shop.start(orderId)
    await vi.waitFor(
      async () => {
        const [row] = await sql`
        select count(*) filter (where queued_for = 'gateway:stripe')::int as waiting,
          (select count(*)::int from exceptions) as reported from order_steps`
        expect(row?.waiting).toBeGreaterThan(ORDERS - 2 * CONCURRENCY)
        expect(row?.reported).toBe(ORDERS)
      },
      { timeout: TIMEOUT_MS, interval: 100 },
    )
    const before = (await captures()).length
    await pause(OUTAGE_MS)
    expect(await breaker()).toMatchObject({ down_since: expect.any(Date) })
    const during = (await captures()).length
    const maxProbes = OUTAGE_MS / probeDelaySeconds(0) + 1
    expect(during - before).toBeLessThanOrEqual(maxProbes)
    expect(before).toBeLessThan(ORDERS / 4)
    const [seen] = await sql`
    select count(distinct fingerprint)::int as groups, max(attempts)::int as attempts,
      count(*)::int as total from exceptions where status not in ('resolved', 'ignored')`
    expect(seen).toEqual({ groups: 1, attempts: 1, total: ORDERS })
    const [attempted] = await sql`select count(*)::int as orders from exceptions where attempts > 0`
    expect(attempted?.orders).toBeLessThanOrEqual(OPENS_AFTER + CONCURRENCY)

    await setDown(false)
    await vi.waitFor(
      async () => {
        const [row] = await sql`
        select count(*) filter (where status = 'completed')::int as completed from orders`
        expect(row?.completed).toBe(ORDERS)
      },
      { timeout: TIMEOUT_MS, interval: 200 },
    )
    const drained = (await captures()).slice(during).filter(({ status }) => status === 200)
    // The gateway records when a call arrives, which may be a few milliseconds late.
    expect(peak(drained.map(({ at }) => at))).toBeLessThanOrEqual(DRAIN_PER_SECOND + 4)
    const ledger = await (await fetch(`${vendors.url}/stripe/ledger`)).json()
    const keys = (ledger.keys as { action: string; applied: number }[]).filter(
      ({ action }) => action === 'capture',
    )
    expect(keys).toHaveLength(ORDERS)
    expect(keys.every(({ applied }) => applied === 1)).toBe(true)
    const [ended] = await sql`
    select count(*)::int as total, bool_and(is_auto_resolved) as is_automatic from exceptions
    where status = 'resolved'`
    expect(ended).toEqual({ total: ORDERS, is_automatic: true })
    await vi.waitFor(async () => expect(await breaker()).toMatchObject({ state: 'closed' }), 60_000)
  },
  3 * TIMEOUT_MS,
)

test('one order that always fails does not open the breaker', async () => {
  const { orderId } = await shop.addPaidOrder({ sentinel: 'outage:99' })
  shop.start(orderId)
  await vi.waitFor(
    async () =>
      expect(await shop.exceptions(orderId)).toMatchObject([
        { kind: 'gateway_unavailable', stage: 'staff', attempts: 6 },
      ]),
    { timeout: 90_000, interval: 100 },
  )
  expect(await breaker()).toMatchObject({ state: 'closed' })
}, 120_000)
