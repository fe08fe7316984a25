import { transaction } from '@/db/client'
import { foldDirtyBuckets } from '@/db/queries/reports/fold-dirty'

/** About a month of 15-minute buckets, so that a large backlog recomputes each month only once. */
const BATCH_SIZE = 3_000
/** Maximum duration of a run; the next run continues. */
const MAX_MS = 30_000

/** Recomputes dirty buckets in batches. Returns how many marks were processed. */
export async function foldReports(): Promise<number> {
  const deadline = Date.now() + MAX_MS
  let folded = 0
  for (;;) {
    const done = await transaction((tx) => foldDirtyBuckets(tx, BATCH_SIZE))
    folded += done
    if (done === 0 || Date.now() > deadline) return folded
  }
}
