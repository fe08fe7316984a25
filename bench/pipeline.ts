import assert from 'node:assert/strict'
import type { TestPortal } from '../e2e/support/test-portal'
import { until } from '../e2e/support/until'
import { placeOrders } from '../sandbox/storefront/place-orders'
import { bareRouteRate } from './intake'
import { type Entry, round } from './measure'

const ORDERS = 300
const WARM_UP = 200

/**
 * Measures orders per second from the storefront's webhook to `completed` through the embedded runner,
 * after a warm-up so that the worker's code is compiled.
 */
export async function benchPipeline(portal: TestPortal): Promise<Entry> {
  const { sql } = portal
  await runOrders(portal, WARM_UP, 6)
  const began = await runOrders(portal, ORDERS, 7)
  const [span] = await sql`
    select extract(epoch from max(completed_at) - ${began}) as seconds, count(*)::int as orders
    from orders where created_at >= ${began} and status = 'completed'`
  const [calls] = await sql`
    select ((select count(*) from webhooks where received_at >= ${began})
      + (select count(*) from runner_runs where created_at >= ${began}))::float
      / ${ORDERS} as per_order`
  const bareRate = await bareRouteRate()
  return {
    name: 'pipeline',
    unit: 'per_s',
    value: round(span?.orders / span?.seconds),
    samples: span?.orders,
    floor: round(bareRate / calls?.per_order),
    floor_is:
      'calls per second of a bare Next.js route, divided by the calls per order (webhooks and runs)',
  }
}

/** Places orders and waits until all are completed; returns the start by the database's clock. */
async function runOrders(portal: TestPortal, orders: number, seed: number): Promise<Date> {
  const [row] = await portal.sql<{ at: Date }[]>`select now() as at`
  if (!row) throw new Error('The database returned no time.')
  await placeOrders({
    portalUrl: portal.url,
    sandboxUrl: portal.sandboxUrl,
    webhookSecret: portal.webhookSecret,
    orders,
    troublePercent: 0,
    seed,
  })
  // Only counts: polling the state of each order would slow them down.
  const completed = async () => {
    const [all] = await portal.sql`
      select count(*)::int as n from orders where created_at >= ${row.at} and status = 'completed'`
    assert.equal(all?.n, orders)
  }
  await until(completed, { seconds: 120, everyMs: 250 })
  return row.at
}
