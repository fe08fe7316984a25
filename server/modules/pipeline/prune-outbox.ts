import { transaction } from '@/db/client'
import { deleteSentOutbox } from '@/db/queries/pipeline/outbox'

/** The engine forgets an event's key after a day; the rows help to understand what happened. */
const KEPT_MS = 7 * 24 * 3_600_000
const BATCH = 5_000

/** Deletes events that were sent a week ago; what a call leaves, the next one takes. */
export function pruneOutbox(now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - KEPT_MS)
  return transaction((tx) => deleteSentOutbox(tx, before, BATCH))
}
