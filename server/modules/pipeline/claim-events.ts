import { oneStatement } from '@/db/client'
import { claimOutbox, type OutboxEvent } from '@/db/queries/pipeline/outbox'

/** A sender that has not answered within this time is taken for dead. */
export const CLAIM_SECONDS = 30

/** Takes the oldest unsent events for one sender; a sender that dies loses them after a while. */
export function claimEvents(limit: number): Promise<OutboxEvent[]> {
  return claimOutbox(oneStatement(), { limit, forSeconds: CLAIM_SECONDS })
}
