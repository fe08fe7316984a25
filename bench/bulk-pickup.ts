import type { TestPortal } from '../e2e/support/test-portal'
import { placeOrders } from '../sandbox/storefront/place-orders'
import { acceptBulkRetry } from './exceptions'
import { type BenchRun, type Entry, latency } from './measure'

const ORDERS = 60
const PER_SECOND = 6
const MAX_MS = 120_000

/** Measures how long new orders wait for their first step while a bulk retry of ten thousand runs. */
export async function benchBulkPickup(portal: TestPortal, run: BenchRun): Promise<Entry[]> {
  if (!run.isWanted('exceptions.bulk_pickup')) return []
  const { sql } = portal
  const floor = await pickupTimes(portal)
  const jobId = await acceptBulkRetry(run)
  const times = await pickupTimes(portal)
  const [job] =
    await sql`select status, done + refused as handled from bulk_jobs where id = ${jobId}`
  console.error(`the bulk job is ${job?.status} after ${job?.handled} rows`)
  await sql`update bulk_jobs set status = 'canceled', finished_at = now() where id = ${jobId}`
  return [latency('exceptions.bulk_pickup', times, floor, 'the same orders without a bulk job')]
}

/** Returns the milliseconds from a webhook's arrival to the first step of its order. */
async function pickupTimes({ url, sql, sandboxUrl, webhookSecret }: TestPortal): Promise<number[]> {
  const placed = await placeOrders({
    portalUrl: url,
    sandboxUrl,
    webhookSecret,
    orders: ORDERS,
    ratePerSecond: PER_SECOND,
    troublePercent: 0,
  })
  const ids = placed.orders.map(({ externalId }) => externalId)
  const until = Date.now() + MAX_MS
  for (;;) {
    const rows = await sql<{ ms: number }[]>`
      select extract(epoch from coalesce(s.started_at, s.finished_at) - o.created_at)::float8 * 1000
        + extract(epoch from o.created_at - d.received_at)::float8 * 1000 as ms
      from orders o
      join order_steps s on s.order_id = o.id and s.step = 'validate'
      join lateral (select min(received_at) as received_at from webhooks
        where external_order_id = o.external_id) d on true
      where o.external_id = any(${ids}) and coalesce(s.started_at, s.finished_at) is not null`
    if (rows.length === ids.length) return rows.map(({ ms }) => ms)
    if (Date.now() > until) throw new Error(`Only ${rows.length} of ${ids.length} orders started.`)
    await new Promise((done) => setTimeout(done, 500))
  }
}
