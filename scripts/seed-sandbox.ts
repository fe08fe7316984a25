import { closeDb } from '../db/client'
import { SANDBOX_PRODUCTS } from '../sandbox/catalog'
import { seedSandboxStorefront } from '../server/modules/admin/seed-sandbox-storefront'
import { seedSandboxStaff } from '../server/modules/staff/seed-sandbox-staff'
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
