import { transaction } from '@/db/client'
import { foldDirtyBuckets } from '@/db/queries/reports/fold-dirty'

/** A month of quarters of an hour: of a large backlog each month is summed once, not again and again. */
const BUCKETS_AT_ONCE = 3_000
/** A run leaves the rest to the next one after so long. */
const MAX_MS = 30_000

/** Sums the buckets anew that are out of date; returns how many sums of buckets were made. */
export async function foldReports(): Promise<number> {
  const until = Date.now() + MAX_MS
  let folded = 0
  for (;;) {
    const done = await transaction((tx) => foldDirtyBuckets(tx, BUCKETS_AT_ONCE))
    folded += done
    if (done === 0 || Date.now() > until) return folded
  }
}
