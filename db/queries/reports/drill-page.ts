import type { Drill } from '@/domain/reports/report-drill'
import { readSnapshot } from '../../report-snapshot'
import { type DrillCursor, listDrillRows, sumDrillRows } from './drill-rows'
import { findStaffNames, findStorefrontNames } from './sections/names'

/**
 * Reads one page of the rows behind a number, newest first. The first page also has the totals of
 * all rows and the names of storefronts and staff members.
 */
export async function readDrillPage({
  drill,
  after,
  limit,
}: {
  drill: Drill
  after?: DrillCursor | undefined
  limit: number
}) {
  const { result, asOf, freshnessSeconds } = await readSnapshot(async (tx) => {
    const page = await listDrillRows(tx, drill, { after, limit })
    if (after) return { ...page, totals: undefined, names: undefined }
    const totals = await sumDrillRows(tx, drill)
    const storefronts = Object.fromEntries(await findStorefrontNames(tx))
    const people = Object.fromEntries(await findStaffNames(tx))
    return { ...page, totals, names: { storefronts, people } }
  })
  return { ...result, asOf, freshnessSeconds }
}
