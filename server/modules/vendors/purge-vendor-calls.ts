import { transaction } from '@/db/client'
import { deleteVendorCalls } from '@/db/queries/pipeline/vendor-calls'

/** How long vendor calls are kept once their order has nothing open. */
const KEPT_DAYS = 90
const DAY_MS = 24 * 60 * 60 * 1000

/** Small batches, so that no lock is held for long. */
const BATCH = 5_000

/** Deletes old vendor calls; returns how many. */
export async function purgeVendorCalls(now = new Date(), limit = BATCH): Promise<number> {
  const before = new Date(now.getTime() - KEPT_DAYS * DAY_MS)
  let purged = 0
  for (;;) {
    const deleted = await transaction((tx) => deleteVendorCalls(tx, { before, limit }))
    purged += deleted
    if (deleted < limit) return purged
  }
}
