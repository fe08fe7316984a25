import { closeDb } from '../db/client'
import { seedSandboxStaff } from '../server/commands/staff/seed-sandbox-staff'
import { main } from './main'

/** What the sandbox needs in the database: its sign-ins, its storefront and its products. */
await main(async () => {
  try {
    await seedSandboxStaff()
  } finally {
    await closeDb()
  }
})
