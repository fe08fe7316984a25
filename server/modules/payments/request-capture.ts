import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { capturePayment, findPayment, type GatewayCapture } from '@/server/adapters/stripe/stripe'
import { paymentGateway } from '@/server/connections'

/** A capture as it goes to the gateway. */
export type CaptureOrder = {
  reference: string
  amountMinor: bigint
  currency: string
  idempotencyKey: string
  /** It may have been sent before and nobody knows what became of it. */
  isOutcomeUnknown: boolean
}

export type CaptureAnswer = VendorOutcome<GatewayCapture>

/**
 * Captures at the gateway. When an earlier try may have gone through, the payment is looked up
 * first and nothing is sent unless the gateway says that it was not captured.
 */
export async function requestCapture(capture: CaptureOrder): Promise<CaptureAnswer> {
  const gateway = paymentGateway()
  if (capture.isOutcomeUnknown) {
    const settled = await lookUp(capture)
    if (settled) return settled
  }
  return capturePayment(gateway, capture)
}

/** What became of an earlier try; undefined: it certainly was not captured. */
async function lookUp(capture: CaptureOrder): Promise<CaptureAnswer | undefined> {
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
            message: 'The payment was captured before with another amount.',
          }
    case 'voided':
      return {
        outcome: 'refused',
        code: 'charge_expired_for_capture',
        message: 'The payment was voided at the payment service.',
      }
    case 'other':
      return {
        outcome: 'refused',
        code: 'payment_not_capturable',
        message: 'The payment is in a state in which it cannot be captured.',
      }
  }
}
