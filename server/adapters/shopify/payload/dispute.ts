import { z } from 'zod'
import type { DisputeFact } from '@/domain/order/storefront-facts'
import { parseMinor } from './money-fields'
import { externalId, optionalTimestamp, trimmedText } from './payload-fields'

/** The payload of `disputes/create` and `disputes/update`. */
export const disputePayload = z.object({
  id: externalId,
  order_id: externalId,
  type: trimmedText,
  status: trimmedText,
  reason: trimmedText,
  amount: z.string(),
  currency: z.string(),
  evidence_due_by: optionalTimestamp,
  initiated_at: optionalTimestamp,
  finalized_on: optionalTimestamp,
})

export type DisputePayload = z.output<typeof disputePayload>

/**
 * Converts a Shopify dispute to our terms.
 * @throws PayloadError if its amount is negative or has too many decimals
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
