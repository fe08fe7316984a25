import { getDb } from '@/db/client'
import { claimOutbox, type OutboxEvent } from '@/db/queries/pipeline/outbox'

/** A sender that has not settled its events within this time is considered dead. */
export const CLAIM_SECONDS = 30

/** Claims the oldest unsent events for one sender; the claim expires if the sender dies. */
export function claimEvents(limit: number): Promise<OutboxEvent[]> {
  return claimOutbox(getDb(), { limit, forSeconds: CLAIM_SECONDS })
}
