import { transaction } from '@/db/client'
import { listMonths, rebuildMonth } from '@/db/queries/reports/reconcile'
import { TOPIC_NAMES, type TopicName } from '@/db/queries/reports/topics'
import { foldReports } from './fold-reports'

/** Months recomputed concurrently, low enough to keep the database responsive. */
const CONCURRENCY = 2

/**
 * Recomputes all rollups, one month of a topic per transaction so that writers never wait long, and
 * then the buckets that became dirty meanwhile.
 * @param onProgress called with each topic and its number of months
 */
export async function rebuildReports(
  onProgress: (topic: TopicName, months: number) => void = () => {},
): Promise<void> {
  for (const topic of TOPIC_NAMES) {
    const months = await transaction((tx) => listMonths(tx, topic))
    onProgress(topic, months.length)
    const remaining = months.values()
    const rebuild = async () => {
      for (const month of remaining) await transaction((tx) => rebuildMonth(tx, topic, month))
    }
    await Promise.all(Array.from({ length: CONCURRENCY }, rebuild))
  }
  await foldReports()
}
