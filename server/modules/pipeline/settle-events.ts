import { getDb } from '@/db/client'
import { markOutboxFailed, markOutboxSent, type OutboxEvent } from '@/db/queries/pipeline/outbox'

/** Marks claimed events as sent, or with `error` as failed, to be sent again later. */
export function settleEvents(events: OutboxEvent[], error: string | undefined): Promise<void> {
  const ids = events.map((event) => event.id)
  return error === undefined ? markOutboxSent(getDb(), ids) : markOutboxFailed(getDb(), ids, error)
}
