import { fault, type JsonReply } from './answers'

/** How long a `timeout` payment keeps its caller waiting before the line goes dead. */
const HANG_UP_AFTER_MS = 250
const SLOW_MS = 2_000

/** What a payment's reference (`metadata[reference]`) asks the gateway to do. */
export type Sentinel = {
  /** This many attempts of an action are answered with 503, nothing done. */
  outages: number
  /** The bank's no to a capture. */
  refusal?: JsonReply
  hasExpired: boolean
  refundStatus: 'succeeded' | 'pending' | 'failed'
  /** The first answer under each key is never given. */
  hangUpAfterMs?: number
  /** So many times nobody can look up what was done. */
  hiddenLooks: number
  delayMs?: number
}

/**
 * Reads a payment's reference: `ok`, `decline`, `insufficient_funds`, `outage:N`, `timeout`,
 * `timeout:N`, `slow`, `expired_authorization`, `refund_fails`, `refund_pending`. Anything else is `ok`.
 */
export function readSentinel(reference: string | undefined): Sentinel {
  const [name = 'ok', count] = (reference ?? 'ok').split(':')
  return {
    outages: name === 'outage' ? Number(count) || 0 : 0,
    hiddenLooks: name === 'timeout' ? Number(count) || 0 : 0,
    hasExpired: name === 'expired_authorization',
    refundStatus:
      name === 'refund_fails' ? 'failed' : name === 'refund_pending' ? 'pending' : 'succeeded',
    ...(name === 'decline' ? { refusal: declined('generic_decline') } : {}),
    ...(name === 'insufficient_funds' ? { refusal: declined('insufficient_funds') } : {}),
    ...(name === 'timeout' ? { hangUpAfterMs: HANG_UP_AFTER_MS } : {}),
    ...(name === 'slow' ? { delayMs: SLOW_MS } : {}),
  }
}

const MESSAGES = {
  generic_decline: 'Your card was declined.',
  insufficient_funds: 'Your card has insufficient funds.',
} as const

function declined(code: keyof typeof MESSAGES): JsonReply {
  return fault(402, {
    type: 'card_error',
    code: 'card_declined',
    decline_code: code,
    message: MESSAGES[code],
  })
}
