import { placeOrders } from '../sandbox/storefront/place-orders'
import { settledOrders } from '../test/support/ledger-assertions'
import { startTestPortal } from './support/test-portal'

// Enough for every problem of the sandbox storefront to occur at least once.
const ORDERS = 60

/** Starts one portal for all browser tests and places orders. Returns the teardown. */
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
  // Playwright workers are separate processes; they get the portal from the environment.
  process.env.E2E_PORTAL = JSON.stringify({
    url: portal.url,
    databaseUrl: portal.portal.databaseUrl,
    sandboxUrl: portal.sandboxUrl,
    webhookSecret: portal.webhookSecret,
  })
  return portal.stop
}
