import type { Dispatcher } from 'undici'
import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'

/** The outcome of a call whose response was lost: `unknown` if the vendor may have acted on it. */
export type LostOutcome = 'unavailable' | 'unknown'

/** undici's code for a request that cannot be sent to any server, such as an invalid header. */
const MALFORMED_REQUEST = 'UND_ERR_INVALID_ARG'

/** Node and TLS codes for "no connection was made": the vendor cannot have done anything. */
const NOT_CONNECTED =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|.*CERT.*|ERR_TLS_.*|ERR_SSL_.*|UNABLE_TO_VERIFY.*)$/

/** Returns the outcome that the status alone decides; undefined if the body must be read. */
export function classifyStatus(
  { statusCode: status, headers }: Dispatcher.ResponseData,
  host: string,
  lost: LostOutcome,
): VendorOutcome<never> | undefined {
  if (status === 429 || status === 503)
    return { ...unavailable(`${host} returned HTTP ${status}`), ...retryAfter(headers) }
  // 401/403 is a configuration error. No side effect happened, so treat it as retryable.
  if (status === 401 || status === 403)
    return unavailable(`${host} rejected our credentials (HTTP ${status})`)
  if (status === 408 || status >= 500)
    return { outcome: lost, message: `${host} returned HTTP ${status}` }
  if (status >= 300 && status < 400)
    return unavailable(`${host} returned a redirect (HTTP ${status}). Check its base URL.`)
  return undefined
}

/**
 * Returns the outcome of a request that failed without a complete response.
 * @throws TypeError for a request that cannot be sent; the error itself if it is not a network error
 */
export function classifyError(
  error: unknown,
  host: string,
  lost: LostOutcome,
): VendorOutcome<never> {
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return { outcome: lost, message: `The request to ${host} timed out` }
  const code = codeOf(error)
  if (code === undefined) throw error
  if (code === MALFORMED_REQUEST)
    throw new TypeError('The request is malformed and cannot be sent.', { cause: error })
  if (NOT_CONNECTED.test(code)) return unavailable(`Couldn't connect to ${host} (${code})`)
  return { outcome: lost, message: `The connection to ${host} was lost (${code})` }
}

/** Returns a header's value, with repeated headers joined by commas. */
export function headerOf(
  headers: Dispatcher.ResponseData['headers'],
  name: string,
): string | undefined {
  const value = headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

function unavailable(message: string): { outcome: 'unavailable'; message: string } {
  return { outcome: 'unavailable', message }
}

/** `Retry-After` is a number of seconds or an HTTP date (RFC 9110, 10.2.3). */
function retryAfter(headers: Dispatcher.ResponseData['headers']): { retryAfterSeconds?: number } {
  const value = headerOf(headers, 'retry-after')?.trim()
  if (!value) return {}
  if (/^\d+$/.test(value)) return { retryAfterSeconds: Number(value) }
  const at = Date.parse(value)
  if (Number.isNaN(at)) return {}
  return { retryAfterSeconds: Math.max(0, Math.ceil((at - Date.now()) / 1000)) }
}
