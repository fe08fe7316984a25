import type { HttpAnswer, HttpCaller, HttpFailure } from './http-call'
import { isSigned, sign } from './signature'

/** The app's answer, proven to come from its Inngest SDK; or why there is none. */
export type AppAnswer =
  | { kind: 'sdk'; status: number; headers: HttpAnswer['headers']; body: unknown }
  | { kind: 'unauthorized' }
  | HttpFailure

export type AppClient = {
  /**
   * A signed request to the app's Inngest endpoint. `query` e.g. `?fnId=a&stepId=step`, `body`
   * canonical JSON or '' for none.
   */
  send(
    method: 'GET' | 'PUT' | 'POST',
    query: string,
    body: string,
    options?: { headers?: Record<string, string>; signal?: AbortSignal; timeoutMs?: number },
  ): Promise<AppAnswer>
  url: string
}

const MAX_ANSWER_BYTES = 16 * 1024 * 1024
const CALL_TIMEOUT = 15 * 60_000

export function createAppClient(
  http: HttpCaller,
  app: { url: string; signingKey: string },
): AppClient {
  const url = new URL('/api/inngest', app.url).href
  return {
    url,
    async send(method, query, body, options = {}) {
      const answer = await http.call({
        url: url + query,
        method,
        body,
        headers: {
          ...options.headers,
          ...(body === '' ? {} : { 'content-type': 'application/json' }),
          'x-inngest-signature': sign(body, app.signingKey, Date.now()),
        },
        timeoutMs: options.timeoutMs ?? CALL_TIMEOUT,
        maxAnswerBytes: MAX_ANSWER_BYTES,
        ...(options.signal ? { signal: options.signal } : {}),
      })
      return answer.kind === 'answer' ? prove(answer, app.signingKey) : answer
    },
  }
}

/** A proxy's page, a login form or a forged answer must never pass for the SDK's. */
function prove(answer: HttpAnswer, signingKey: string): AppAnswer {
  const { status, headers } = answer
  const broken = (why: string): AppAnswer => ({ kind: 'broken', reason: `HTTP ${status} ${why}` })
  if (status === 401 && headers['x-inngest-sdk'] === undefined) return { kind: 'unauthorized' }
  if (headers['x-inngest-sdk'] === undefined) return broken('not from the Inngest SDK')
  if (!isSigned(answer.body, headers['x-inngest-signature'], signingKey, Date.now()))
    return broken('without a valid signature')
  try {
    const body: unknown = answer.body === '' ? null : JSON.parse(answer.body)
    return { kind: 'sdk', status, headers, body }
  } catch {
    return broken('is not JSON')
  }
}
