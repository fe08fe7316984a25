import { type JsonReply, stripeError } from './errors'

/** Delay before a `timeout` payment closes the connection. */
const HANG_UP_AFTER_MS = 250
const SLOW_MS = 2_000

/** The gateway behavior that a payment's reference (`metadata[reference]`) selects. */
export type Sentinel = {
  /** The number of attempts of an action that fail with 503 and no effect. */
  outages: number
  /** The bank's decline of a capture. */
  refusal?: JsonReply
  hasExpired: boolean
  refundStatus: 'succeeded' | 'pending' | 'failed'
  /** Closes the connection without the first reply under each key. */
  hangUpAfterMs?: number
  /** The number of lookups after a write that fail with 503. */
  failedLookups: number
  delayMs?: number
}

/**
 * Parses a payment's reference: `ok`, `decline`, `insufficient_funds`, `outage:N`, `timeout`,
 * `timeout:N`, `slow`, `expired_authorization`, `refund_fails`, `refund_pending`. Anything else is `ok`.
 */
export function readSentinel(reference: string | undefined): Sentinel {
  const [name = 'ok', count] = (reference ?? 'ok').split(':')
  return {
    outages: name === 'outage' ? Number(count) || 0 : 0,
    failedLookups: name === 'timeout' ? Number(count) || 0 : 0,
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
  return stripeError(402, {
    type: 'card_error',
    code: 'card_declined',
    decline_code: code,
    message: MESSAGES[code],
  })
}
