import type { HttpClient, HttpFailure, HttpResponse } from './http-call'
import { isSigned, sign } from './signature'

/** A response verified to come from the app's Inngest SDK, or the reason why there is none. */
export type AppResponse =
  | { kind: 'sdk'; status: number; headers: HttpResponse['headers']; body: unknown }
  | { kind: 'unauthorized' }
  | HttpFailure

export type AppClient = {
  /**
   * Sends a signed request to the app's Inngest endpoint. `query` is e.g. `?fnId=a&stepId=step`;
   * `body` is canonical JSON, or '' for no body.
   */
  send(
    method: 'GET' | 'PUT' | 'POST',
    query: string,
    body: string,
    options?: { headers?: Record<string, string>; signal?: AbortSignal; timeoutMs?: number },
  ): Promise<AppResponse>
  url: string
}

const MAX_RESPONSE_BYTES = 16 * 1024 * 1024
const CALL_TIMEOUT_MS = 15 * 60_000

export function createAppClient(
  http: HttpClient,
  app: { url: string; signingKey: string },
): AppClient {
  const url = new URL('/api/inngest', app.url).href
  return {
    url,
    async send(method, query, body, options = {}) {
      const response = await http.call({
        url: url + query,
        method,
        body,
        headers: {
          ...options.headers,
          ...(body === '' ? {} : { 'content-type': 'application/json' }),
          'x-inngest-signature': sign(body, app.signingKey, Date.now()),
        },
        timeoutMs: options.timeoutMs ?? CALL_TIMEOUT_MS,
        maxResponseBytes: MAX_RESPONSE_BYTES,
        ...(options.signal ? { signal: options.signal } : {}),
      })
      return response.kind === 'response' ? verify(response, app.signingKey) : response
    },
  }
}

/** Verifies that the SDK sent a response, because a proxy may return an error page or a sign-in form. */
function verify(response: HttpResponse, signingKey: string): AppResponse {
  const { status, headers } = response
  const invalid = (problem: string): AppResponse => ({
    kind: 'broken',
    reason: `HTTP ${status} ${problem}`,
  })
  if (status === 401 && headers['x-inngest-sdk'] === undefined) return { kind: 'unauthorized' }
  if (headers['x-inngest-sdk'] === undefined) return invalid('not from the Inngest SDK')
  if (!isSigned(response.body, headers['x-inngest-signature'], signingKey, Date.now()))
    return invalid('without a valid signature')
  try {
    const body: unknown = response.body === '' ? null : JSON.parse(response.body)
    return { kind: 'sdk', status, headers, body }
  } catch {
    return invalid('with invalid JSON')
  }
}
