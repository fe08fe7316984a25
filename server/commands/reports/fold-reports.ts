import { transaction } from '@/db/client'
import { foldDirtyBuckets } from '@/db/queries/reports/fold-dirty'

/** Few enough that a transaction stays short, many enough that a backlog melts. */
const BUCKETS_AT_ONCE = 200
/** A run leaves the rest to the next one after so long. */
const LONGEST_MS = 30_000

/** Sums the buckets anew that are out of date; returns how many sums of buckets were made. */
export async function foldReports(): Promise<number> {
  const until = Date.now() + LONGEST_MS
  let folded = 0
  for (;;) {
    const done = await transaction((tx) => foldDirtyBuckets(tx, BUCKETS_AT_ONCE))
    folded += done
    if (done === 0 || Date.now() > until) return folded
  }
}
