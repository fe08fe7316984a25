import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { findRefund, type GatewayRefund, refundPayment } from '@/server/adapters/stripe/refunds'
import { paymentGateway } from '@/server/connections'

/** A part of a refund as it goes to the gateway. */
export type RefundInstruction = {
  /** The payment that gives it back, `pi_...`. */
  reference: string
  amountMinor: bigint
  currency: string
  idempotencyKey: string
  /** It may have been sent before and nobody knows what became of it. */
  isOutcomeUnknown: boolean
}

/**
 * Gives money back through the gateway, at most once per key. When an earlier try may have gone
 * through it is looked up first; it is sent again, under the same key, only when the gateway does
 * not know of it.
 */
export async function requestRefund(
  order: RefundInstruction,
): Promise<VendorOutcome<GatewayRefund>> {
  const gateway = paymentGateway()
  if (order.isOutcomeUnknown) {
    const found = await findRefund(gateway, order)
    if (found.outcome === 'refused') return found
    // Not being able to look leaves it as open as it was.
    if (found.outcome !== 'ok') return { outcome: 'unknown', message: found.message }
    if (found.value) return { outcome: 'ok', value: found.value }
  }
  return refundPayment(gateway, order)
}
