import { oneStatement } from '@/db/client'
import { markOutboxFailed, markOutboxSent, type OutboxEvent } from '@/db/queries/pipeline/outbox'

/** Records what became of claimed events: sent, or with `error` left for a later try. */
export function settleEvents(events: OutboxEvent[], error: string | undefined): Promise<void> {
  const ids = events.map((event) => event.id)
  return error === undefined
    ? markOutboxSent(oneStatement(), ids)
    : markOutboxFailed(oneStatement(), ids, error)
}
