import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { findPayment, type GatewayPayment, voidPayment } from '@/server/adapters/stripe/stripe'
import { paymentGateway } from '@/server/connections'

/** The final state of an authorization: voided, or captured after all. */
export type Release =
  | { state: 'voided'; raw: unknown }
  | { state: 'captured'; capturedMinor: bigint; raw: unknown }

/**
 * Voids an authorization at the gateway, or finds that it was already captured. With
 * `isOutcomeUnknown`, a capture may have succeeded: looks the payment up first.
 */
export async function requestRelease(hold: {
  reference: string
  voidKey: string
  isOutcomeUnknown: boolean
}): Promise<VendorOutcome<Release>> {
  const gateway = paymentGateway()
  const { reference, voidKey } = hold
  if (hold.isOutcomeUnknown) {
    const found = await findPayment(gateway, reference)
    if (found.outcome !== 'ok') return found
    const settled = settledState(found.value)
    if (settled) return { outcome: 'ok', value: settled }
  }
  const voided = await voidPayment(gateway, { reference, idempotencyKey: voidKey })
  if (voided.outcome === 'ok') {
    return { outcome: 'ok', value: { state: 'voided', raw: voided.value.raw } }
  }
  if (voided.outcome !== 'refused') return voided
  const found = await findPayment(gateway, reference)
  const settled = found.outcome === 'ok' ? settledState(found.value) : undefined
  return settled ? { outcome: 'ok', value: settled } : voided
}

function settledState({ state, capturedMinor, raw }: GatewayPayment): Release | undefined {
  if (state === 'captured') return { state: 'captured', capturedMinor, raw }
  return state === 'voided' ? { state: 'voided', raw } : undefined
}
