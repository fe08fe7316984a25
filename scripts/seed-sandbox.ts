import { closeDb } from '../db/client'
import { SANDBOX_PRODUCTS } from '../sandbox/catalog'
import { seedSandboxStorefront } from '../server/modules/admin/seed-sandbox-storefront'
import { seedSandboxStaff } from '../server/modules/staff/seed-sandbox-staff'
import { main } from './main'

/** Seeds the sandbox's sign-ins, storefront and products. */
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
