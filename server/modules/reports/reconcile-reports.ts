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
 * Compares all sums with their rows. Where they differ they are summed anew, and engineers get an
 * exception, because a difference is a fault of ours. Returns what was different.
 */
export async function reconcileReports(requestId: string): Promise<Mismatch[]> {
  const found: Mismatch[] = []
  for (const topic of TOPIC_NAMES) {
    for (const month of await transaction((tx) => listMonths(tx, topic))) {
      const mismatches = await transaction((tx) => findMismatches(tx, topic, month))
      if (mismatches.length === 0) continue
      found.push(...mismatches)
      await transaction((tx) => rebuildMonth(tx, topic, month))
    }
  }
  const [first] = found
  if (first) await report(first, found, requestId)
  return found
}

async function report(first: Mismatch, all: Mismatch[], requestId: string): Promise<void> {
  log.error({ count: all.length, first }, 'the sums of the reports differed from their rows')
  const topics = [...new Set(all.map(({ topic }) => topic))]
  await runInTransaction({ actor: systemActor('reports'), requestId }, async (uow) => {
    await openException(uow, {
      kind: 'report_mismatch',
      message: `Sums of the reports differed from the rows they count (${topics.join(', ')}). They were summed anew.`,
      detail: {
        count: all.length,
        buckets: all
          .slice(0, 20)
          .map(({ topic, level, bucketAt }) => `${topic} ${level} ${bucketAt.toISOString()}`),
      },
    })
  })
}
