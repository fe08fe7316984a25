import { describeDecline } from '@/domain/exception/decline-reasons'
import { DECLINE_REASONS } from '@/domain/exception/decline-reasons'
import type { ExceptionKind } from '@/domain/exception/exception-kinds'

export type CaptureRefusal = { kind: ExceptionKind; code: string; message: string }

/** The gateway's refusals that are no decline by the bank. */
const KINDS: Record<string, ExceptionKind> = {
  charge_expired_for_capture: 'authorization_expired',
  captured_amount_differs: 'amount_mismatch',
  amount_not_representable: 'amount_mismatch',
}

/** Puts the gateway's refusal of a capture into the catalog's terms and a reader's words. */
export function describeRefusal({
  code,
  message,
}: {
  code: string
  message: string
}): CaptureRefusal {
  const kind = KINDS[code]
  if (kind === 'authorization_expired') {
    return { kind, code, message: "The hold on the customer's card ran out." }
  }
  if (kind) return { kind, code, message }
  if (Object.hasOwn(DECLINE_REASONS, code)) {
    return { kind: 'payment_declined', code, message: describeDecline(code) }
  }
  return {
    kind: 'payment_declined',
    code,
    message: `The payment service refused the charge: ${message}`,
  }
}
