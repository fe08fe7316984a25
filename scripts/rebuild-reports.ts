import { closeDb } from '../db/client'
import { rebuildReports } from '../server/modules/reports/rebuild-reports'
import { main } from './main'

/** Recomputes all report rollups of `DATABASE_URL`; the portal may keep running. */
await main(async () => {
  try {
    await rebuildReports((topic, months) => console.log(`${topic}: ${months} months`))
    console.log('Report rollups recomputed.')
  } finally {
    await closeDb()
  }
})
