import { DECLINE_REASONS, describeDecline } from '@/domain/exception/decline-reasons'
import type { ExceptionKind } from '@/domain/exception/exception-kinds'

export type CaptureRefusal = { kind: ExceptionKind; code: string; message: string }

/** Gateway error codes that aren't a decline by the bank. */
const KINDS: Record<string, ExceptionKind> = {
  charge_expired_for_capture: 'authorization_expired',
  captured_amount_differs: 'amount_mismatch',
  amount_not_representable: 'amount_mismatch',
}

/** Maps a failed capture to an exception of the catalog, with a message for staff. */
export function describeRefusal({
  code,
  message,
}: {
  code: string
  message: string
}): CaptureRefusal {
  const kind = KINDS[code]
  if (kind === 'authorization_expired') {
    return { kind, code, message: 'Authorization expired.' }
  }
  if (kind) return { kind, code, message }
  if (Object.hasOwn(DECLINE_REASONS, code)) {
    return { kind: 'payment_declined', code, message: describeDecline(code) }
  }
  return {
    kind: 'payment_declined',
    code,
    message: `Card declined: ${message}`,
  }
}
