/**
 * The outcome of a vendor call. Adapters return one of these and throw only for bugs.
 * - ok: the vendor confirmed it.
 * - refused: the vendor declined; repeating the same call is pointless.
 * - unavailable: certainly not done (no connection, 429, 503); retry later.
 * - unknown: possibly done (timeout, lost or unreadable response); look it up first.
 */
export type VendorOutcome<T> =
  | { outcome: 'ok'; value: T }
  | { outcome: 'refused'; code: string; message: string }
  | { outcome: 'unavailable'; message: string; retryAfterSeconds?: number }
  | { outcome: 'unknown'; message: string }

/** A vendor's base URL and credentials. Tests and the sandbox set `baseUrl`. */
export type VendorConnection = {
  baseUrl: string
  apiKey: string
  /** Timeout of a call; defaults to the adapter's. */
  timeoutMs?: number
}
