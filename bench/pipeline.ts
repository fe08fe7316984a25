import type { TestPortal } from '../e2e/test-portal'
import { settledOrders } from '../e2e/witness'
import { placeOrders } from '../sandbox/storefront/place-orders'
import { bareRouteRate } from './intake'
import { type Entry, round } from './measure'

const ORDERS = 300

/** Orders a second from the storefront's webhook to `completed`, through the embedded runner. */
export async function benchPipeline(portal: TestPortal): Promise<Entry> {
  const { sql } = portal
  const began = await sql`select now() as at`
  await placeOrders({
    portalUrl: portal.url,
    sandboxUrl: portal.sandboxUrl,
    webhookSecret: portal.webhookSecret,
    orders: ORDERS,
    troublePercent: 0,
    seed: 7,
  })
  await settledOrders(portal, ORDERS, began[0]?.at)
  const [span] = await sql`
    select extract(epoch from max(completed_at) - ${began[0]?.at}) as seconds, count(*)::int as orders
    from orders where created_at >= ${began[0]?.at} and status = 'completed'`
  const [calls] = await sql`
    select ((select count(*) from webhook_deliveries where received_at >= ${began[0]?.at})
      + (select count(*) from runner_runs where created_at >= ${began[0]?.at}))::float
      / ${ORDERS} as per_order`
  const bareRate = await bareRouteRate(portal)
  return {
    name: 'pipeline',
    unit: 'per_s',
    value: round(span?.orders / span?.seconds),
    samples: span?.orders,
    floor: round(bareRate / calls?.per_order),
    floor_is:
      'bare route calls a second of the same app, divided by the calls an order takes: webhooks and runs',
  }
}
