import { transaction } from '@/db/client'
import { listMonths, rebuildMonth } from '@/db/queries/reports/reconcile'
import { TOPIC_NAMES, type TopicName } from '@/db/queries/reports/topics'
import { foldReports } from './fold-reports'

/** So many months are summed at a time; the database goes on answering beside that. */
const AT_ONCE = 2

/**
 * Sums everything anew from the rows, a month of a topic in a transaction, so that nobody who
 * writes has to wait for long; then what was marked meanwhile.
 * @param onProgress called with each topic and how many months of it there are
 */
export async function rebuildReports(
  onProgress: (topic: TopicName, months: number) => void = () => {},
): Promise<void> {
  for (const topic of TOPIC_NAMES) {
    const months = await transaction((tx) => listMonths(tx, topic))
    onProgress(topic, months.length)
    const left = months.values()
    const rebuild = async () => {
      for (const month of left) await transaction((tx) => rebuildMonth(tx, topic, month))
    }
    await Promise.all(Array.from({ length: AT_ONCE }, rebuild))
  }
  await foldReports()
}
