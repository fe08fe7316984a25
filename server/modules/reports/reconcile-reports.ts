import { transaction } from '@/db/client'
import {
  findMismatches,
  listMonths,
  type Mismatch,
  rebuildMonth,
} from '@/db/queries/reports/reconcile'
import { TOPIC_NAMES } from '@/db/queries/reports/topics'
import { systemActor } from '@/domain/staff/actor'
import { logger } from '@/server/log'
import { runInTransaction } from '@/server/unit-of-work'
import { openException } from '../exceptions/open-exception'

const log = logger('reports')

/**
 * Compares all rollups with their rows, recomputes the months that differ and opens an exception for
 * engineers, because a difference is a bug. Returns the mismatches.
 */
export async function reconcileReports(requestId: string): Promise<Mismatch[]> {
  const all: Mismatch[] = []
  for (const topic of TOPIC_NAMES) {
    for (const month of await transaction((tx) => listMonths(tx, topic))) {
      const mismatches = await transaction((tx) => findMismatches(tx, topic, month))
      if (mismatches.length === 0) continue
      all.push(...mismatches)
      await transaction((tx) => rebuildMonth(tx, topic, month))
    }
  }
  const [first] = all
  if (first) await reportMismatches(first, all, requestId)
  return all
}

async function reportMismatches(
  first: Mismatch,
  all: Mismatch[],
  requestId: string,
): Promise<void> {
  log.error({ count: all.length, first }, 'report totals did not match their rows')
  const topics = [...new Set(all.map(({ topic }) => topic))]
  await runInTransaction({ actor: systemActor('reports'), requestId }, async (uow) => {
    await openException(uow, {
      kind: 'report_mismatch',
      message: `Report totals didn't match their rows (${topics.join(', ')}). They have been recomputed.`,
      detail: {
        count: all.length,
        buckets: all
          .slice(0, 20)
          .map(({ topic, level, bucketAt }) => `${topic} ${level} ${bucketAt.toISOString()}`),
      },
    })
  })
}
