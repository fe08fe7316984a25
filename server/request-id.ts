import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** Header with the request id, in requests and responses. */
export const REQUEST_ID_HEADER = 'x-request-id'

/** Returns the caller's request id if it is valid (8 to 128 of `A-Za-z0-9._-`), otherwise a new one. */
export function requestIdOf(headers: Headers | IncomingHttpHeaders): string {
  const given =
    headers instanceof Headers ? headers.get(REQUEST_ID_HEADER) : headers[REQUEST_ID_HEADER]
  return typeof given === 'string' && /^[\w.-]{8,128}$/.test(given) ? given : randomUUID()
}
