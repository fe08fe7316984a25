import { randomUUID } from 'node:crypto'

/** The header that carries a request's id in and out. */
export const REQUEST_ID_HEADER = 'x-request-id'

/** The caller's request id if it is sane (8 to 128 of `A-Za-z0-9._-`), otherwise a new one. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get(REQUEST_ID_HEADER)
  return given !== null && /^[\w.-]{8,128}$/.test(given) ? given : randomUUID()
}
