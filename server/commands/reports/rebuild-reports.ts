import { transaction } from '@/db/client'
import { listMonths, rebuildMonths } from '@/db/queries/reports/reconcile'
import { TOPIC_NAMES, type TopicName } from '@/db/queries/reports/topics'
import { foldReports } from './fold-reports'

/**
 * Sums everything anew from the rows, a month of a topic at a time, so that nobody who reads or
 * writes has to wait for long; then what was marked meanwhile.
 * @param onProgress called with each topic and how many months of it there are
 */
export async function rebuildReports(
  onProgress: (topic: TopicName, months: number) => void = () => {},
): Promise<void> {
  for (const topic of TOPIC_NAMES) {
    const months = await transaction((tx) => listMonths(tx, topic))
    onProgress(topic, months.length)
    for (const month of months) await transaction((tx) => rebuildMonths(tx, topic, month))
  }
  await foldReports()
}
