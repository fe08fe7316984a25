import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { capturePayment, findPayment, type GatewayCapture } from '@/server/adapters/stripe/stripe'
import { paymentGateway } from '@/server/connections'

/** A capture as sent to the gateway. */
export type CaptureInstruction = {
  reference: string
  amountMinor: bigint
  currency: string
  idempotencyKey: string
  /** True when an earlier attempt may have reached the gateway. */
  isOutcomeUnknown: boolean
}

export type CaptureOutcome = VendorOutcome<GatewayCapture>

/**
 * Captures a payment at the gateway. If an earlier attempt may have succeeded, looks the payment up
 * first and captures only when the gateway reports it as uncaptured.
 */
export async function requestCapture(capture: CaptureInstruction): Promise<CaptureOutcome> {
  const gateway = paymentGateway()
  if (capture.isOutcomeUnknown) {
    const settled = await lookUp(capture)
    if (settled) return settled
  }
  return capturePayment(gateway, capture)
}

/** Returns the outcome of an earlier attempt; undefined: the payment wasn't captured. */
async function lookUp(capture: CaptureInstruction): Promise<CaptureOutcome | undefined> {
  const found = await findPayment(paymentGateway(), capture.reference)
  if (found.outcome === 'refused') return found
  if (found.outcome !== 'ok') return { outcome: 'unknown', message: found.message }
  const { state, capturedMinor, raw } = found.value
  switch (state) {
    case 'requires_capture':
      return undefined
    case 'captured':
      return capturedMinor === capture.amountMinor
        ? { outcome: 'ok', value: { reference: capture.reference, capturedMinor, raw } }
        : {
            outcome: 'refused',
            code: 'captured_amount_differs',
            message: 'The payment was already captured with a different amount.',
          }
    case 'voided':
      return {
        outcome: 'refused',
        code: 'charge_expired_for_capture',
        message: 'The payment was voided at the payment provider.',
      }
    case 'other':
      return {
        outcome: 'refused',
        code: 'payment_not_capturable',
        message: "The payment's current state doesn't allow a capture.",
      }
  }
}
