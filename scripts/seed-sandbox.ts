import { closeDb } from '../db/client'
import { SANDBOX_PRODUCTS } from '../sandbox/catalogue'
import { seedSandboxStaff } from '../server/commands/staff/seed-sandbox-staff'
import { seedSandboxStorefront } from '../server/commands/storefronts/seed-sandbox-storefront'
import { main } from './main'

/** What the sandbox needs in the database: its sign-ins, its storefront and its products. */
await main(async () => {
  try {
    await seedSandboxStaff()
    await seedSandboxStorefront(
      SANDBOX_PRODUCTS.map(({ variantTitle, priceUsdMinor, ...product }) => ({
        ...product,
        title: variantTitle ? `${product.title}, ${variantTitle}` : product.title,
      })),
    )
  } finally {
    await closeDb()
  }
})
