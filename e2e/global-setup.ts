import { placeOrders } from '../sandbox/storefront/place-orders'
import { settledOrders } from '../test/support/ledger-assertions'
import { startTestPortal } from './support/test-portal'

// Enough that every trouble of the sandbox storefront happens at least once.
const ORDERS = 60

/** One portal for all browser tests, with orders that came in and came to rest. */
export default async function setup(): Promise<() => Promise<void>> {
  const portal = await startTestPortal()
  const since = new Date()
  await placeOrders({
    portalUrl: portal.url,
    sandboxUrl: portal.sandboxUrl,
    webhookSecret: portal.webhookSecret,
    orders: ORDERS,
    troublePercent: 50,
    seed: 11,
  })
  await settledOrders(portal, ORDERS, since)
  // Workers are processes of their own: what they need travels in the environment.
  process.env.E2E_PORTAL = JSON.stringify({
    url: portal.url,
    databaseUrl: portal.portal.databaseUrl,
    sandboxUrl: portal.sandboxUrl,
    webhookSecret: portal.webhookSecret,
  })
  return portal.stop
}
