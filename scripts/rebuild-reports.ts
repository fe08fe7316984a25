import { closeDb } from '../db/client'
import { rebuildReports } from '../server/modules/reports/rebuild-reports'
import { main } from './main'

/** Sums all reports anew from the rows of `DATABASE_URL`; the portal may run meanwhile. */
await main(async () => {
  try {
    await rebuildReports((topic, months) => console.log(`${topic}: ${months} months`))
    console.log('The reports are summed anew.')
  } finally {
    await closeDb()
  }
})
