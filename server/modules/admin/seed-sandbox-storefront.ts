import {
  insertMissingProducts,
  type NewProduct,
  saveStorefront,
} from '@/db/queries/fulfillment/products'
import { SANDBOX_SHOP } from '@/domain/order/sandbox-shop'
import { systemActor } from '@/domain/staff/actor'
import { runInTransaction } from '@/server/unit-of-work'

/**
 * Registers the sandbox storefront with its products. Idempotent: stock is set the first time only.
 */
export function seedSandboxStorefront(products: NewProduct[]): Promise<void> {
  const context = { actor: systemActor('sandbox'), requestId: crypto.randomUUID() }
  return runInTransaction(context, async ({ tx }) => {
    const storefrontId = await saveStorefront(tx, {
      platform: 'shopify',
      shopDomain: SANDBOX_SHOP,
      name: 'Sandbox shop',
      shipsFromCountry: 'US',
      shipsFrom: {
        address1: '417 Montgomery Street',
        city: 'San Francisco',
        provinceCode: 'CA',
        postalCode: '94104',
        phone: '+1 415 555 0100',
      },
      allocatesStock: true,
      writesBack: true,
    })
    await insertMissingProducts(tx, storefrontId, products)
  })
}
