import { transaction } from '@/db/client'
import { deleteVendorCalls } from '@/db/queries/pipeline/vendor-calls'

/** How long what was said to vendors is kept once nothing of its order is open any more. */
const KEPT_DAYS = 90
const DAY_MS = 24 * 60 * 60 * 1000

/** So many at a time, that no lock is held for long. */
const BATCH = 5_000

/** Deletes what nobody will ask about any more; returns how many calls went. */
export async function purgeVendorCalls(now = new Date(), limit = BATCH): Promise<number> {
  const before = new Date(now.getTime() - KEPT_DAYS * DAY_MS)
  let purged = 0
  for (;;) {
    const gone = await transaction((tx) => deleteVendorCalls(tx, { before, limit }))
    purged += gone
    if (gone < limit) return purged
  }
}
