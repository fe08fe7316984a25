import { z } from 'zod'
import type { DisputeFact } from '@/domain/order/storefront-facts'
import { parseMinor } from './money-fields'
import { externalId, optionalMoment, word } from './payload-fields'

/** A dispute as `disputes/create` and `disputes/update` carry it. */
export const disputePayload = z.object({
  id: externalId,
  order_id: externalId,
  type: word,
  status: word,
  reason: word,
  amount: z.string(),
  currency: z.string(),
  evidence_due_by: optionalMoment,
  initiated_at: optionalMoment,
  finalized_on: optionalMoment,
})

export type DisputePayload = z.output<typeof disputePayload>

/**
 * A Shopify dispute in our terms.
 * @throws PayloadError when its amount is negative or not exact
 */
export function mapDispute(payload: DisputePayload): DisputeFact {
  return {
    externalId: payload.id,
    kind: payload.type ?? 'chargeback',
    status: payload.status ?? 'needs_response',
    reason: payload.reason,
    amount: {
      minor: parseMinor('amount', payload.amount, payload.currency),
      currency: payload.currency,
    },
    evidenceDueAt: payload.evidence_due_by,
    initiatedAt: payload.initiated_at,
    finalizedAt: payload.finalized_on,
  }
}
