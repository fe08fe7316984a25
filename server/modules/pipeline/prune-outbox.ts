import { transaction } from '@/db/client'
import { deleteSentOutbox } from '@/db/queries/pipeline/outbox'

/** Kept for debugging; the engine forgets an event's idempotency key after a day. */
const KEPT_MS = 7 * 24 * 3_600_000
const BATCH = 5_000

/** Deletes a batch of events that were sent more than a week ago. */
export function pruneOutbox(now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - KEPT_MS)
  return transaction((tx) => deleteSentOutbox(tx, before, BATCH))
}
