import { transaction } from '@/db/client'
import { markOutboxFailed, markOutboxSent, type OutboxEvent } from '@/db/queries/outbox'

/** Records what became of claimed events: sent, or with `error` left for a later try. */
export function settleEvents(events: OutboxEvent[], error: string | undefined): Promise<void> {
  const ids = events.map((event) => event.id)
  return transaction((tx) =>
    error === undefined ? markOutboxSent(tx, ids) : markOutboxFailed(tx, ids, error),
  )
}
