import { requireAppliedPatches } from '../db/applied-patches'
import { migrateDatabase } from '../db/migrate'
import { main } from './main'

await main(async () => {
  requireAppliedPatches()
  const url = process.env.DATABASE_URL
  if (!url)
    throw new Error(
      'DATABASE_URL is not set: set it to the connection URL of the database to migrate, postgres://user:password@host/database.',
    )
  await migrateDatabase(url)
  console.log('The schema is up to date.')
})
