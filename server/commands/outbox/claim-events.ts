import { oneStatement } from '@/db/client'
import { claimOutbox, type OutboxEvent } from '@/db/queries/outbox'

/** Takes the oldest unsent events for one sender; a sender that dies loses them after a while. */
export function claimEvents(limit: number): Promise<OutboxEvent[]> {
  return claimOutbox(oneStatement(), limit)
}
