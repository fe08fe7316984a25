/**
 * What a call to the outside world came to. Adapters answer with one of these and never throw
 * for what a vendor did; only a bug throws.
 * - ok: the vendor says it is done.
 * - refused: the vendor answered no; repeating it unchanged is pointless.
 * - unavailable: it was certainly not done (no connection, 429, 503); try again later.
 * - unknown: it may have been done (time-out, lost or unreadable answer); look it up first.
 */
export type VendorOutcome<T> =
  | { outcome: 'ok'; value: T }
  | { outcome: 'refused'; code: string; message: string }
  | { outcome: 'unavailable'; message: string; retryAfterSeconds?: number }
  | { outcome: 'unknown'; message: string }

/** Where a vendor's API is and how to prove who we are. Tests and the sandbox set `baseUrl`. */
export type VendorConnection = {
  baseUrl: string
  apiKey: string
  /** How long an answer may take; without it what the adapter thinks fit. */
  timeoutMs?: number
}
