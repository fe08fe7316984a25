import { z } from 'zod'
import { MoneyError, parseAmount } from '@/server/domain/money'
import type { DisputeFact } from '@/server/domain/storefront-facts'
import { PayloadError } from './payload-error'
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
 * @throws PayloadError when its amount is not exact
 */
export function mapDispute(payload: DisputePayload): DisputeFact {
  return {
    externalId: payload.id,
    kind: payload.type ?? 'chargeback',
    status: payload.status ?? 'needs_response',
    reason: payload.reason,
    amount: { minor: amountOf(payload), currency: payload.currency },
    evidenceDueAt: payload.evidence_due_by,
    initiatedAt: payload.initiated_at,
    finalizedAt: payload.finalized_on,
  }
}

function amountOf({ amount, currency }: DisputePayload): bigint {
  try {
    return parseAmount(amount, currency)
  } catch (error) {
    if (error instanceof MoneyError) throw new PayloadError([`amount: ${error.message}`])
    throw error
  }
}
