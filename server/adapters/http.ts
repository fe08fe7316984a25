import { Agent, type Dispatcher, request as sendRequest } from 'undici'
import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { isRecording, noteExchange } from './vendor-journal'

export type HttpRequest = {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  body?: string
  /** Over the whole exchange, answer body included; 15 s without it. */
  timeoutMs?: number | undefined
  /**
   * True: asking twice does no harm, so a lost or unreadable answer means "ask again later"
   * (unavailable) instead of "it may have been done" (unknown).
   */
  isSafe: boolean
}

/** An answer that is JSON, with a status under 500 that says something about the request. */
export type HttpAnswer = { status: number; body: unknown }

type Answer = Dispatcher.ResponseData

// Its own connections, kept open between calls: fetch costs four times the work for each.
const agent = new Agent()

const DEFAULT_TIMEOUT_MS = 15_000
const MAX_ANSWER_BYTES = 2_000_000

/** undici's name for a request that cannot be sent as it is, whoever answers. */
const MALFORMED = 'UND_ERR_INVALID_ARG'

/** Node's and TLS's names for "no connection was made", so nothing can have been done. */
const NOT_CONNECTED =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|.*CERT.*|ERR_TLS_.*|ERR_SSL_.*|UNABLE_TO_VERIFY.*)$/

/**
 * Sends one request to a vendor and sorts what comes back. Refusals (4xx with JSON) are `ok`
 * here: only the vendor's adapter can read them. Nothing of a request or answer is logged or
 * put into a message but the host and the status.
 */
export async function requestJson(request: HttpRequest): Promise<VendorOutcome<HttpAnswer>> {
  const seen: Seen = { status: null, text: null }
  const at = new Date()
  const answer = await send(request, seen)
  if (isRecording()) noteRequest(request, seen, answer, at)
  return answer
}

/** What came back, as far as it was read. */
type Seen = { status: number | null; text: string | null }

async function send(request: HttpRequest, seen: Seen): Promise<VendorOutcome<HttpAnswer>> {
  const host = new URL(request.url).host
  const lost = request.isSafe ? 'unavailable' : 'unknown'
  try {
    const response = await sendRequest(request.url, {
      dispatcher: agent,
      method: request.method,
      headers: { accept: 'application/json', 'user-agent': 'node', ...request.headers },
      body: request.body ?? null,
      signal: AbortSignal.timeout(request.timeoutMs ?? DEFAULT_TIMEOUT_MS),
    })
    seen.status = response.statusCode
    const sorted = sortByStatus(response, host, lost)
    if (sorted) {
      await dropBody(response, seen)
      return sorted
    }
    return await readJson(response, host, lost, seen)
  } catch (error) {
    return sortFailure(error, host, lost)
  }
}

function noteRequest(
  { method, url, headers, body }: HttpRequest,
  { status, text }: Seen,
  answer: VendorOutcome<HttpAnswer>,
  at: Date,
): void {
  const { host, pathname, search } = new URL(url)
  noteExchange({
    vendor: host,
    method,
    path: `${pathname}${search}`,
    idempotencyKey: headers['idempotency-key'] ?? null,
    requestText: body ?? null,
    status,
    answerText: text,
    // What a refusal says only the vendor's adapter can read; that it is one tells the status.
    outcome: answer.outcome === 'ok' && answer.value.status >= 400 ? 'refused' : answer.outcome,
    message: answer.outcome === 'ok' ? null : answer.message,
    at,
    ms: Date.now() - at.getTime(),
  })
}

/** How long a first piece of an answer that says nothing to us is waited for. */
const PEEK_MS = 250
const PEEK_CHARACTERS = 4_000

/** Leaves the rest of an answer unread; keeps how it begins where somebody listens. */
async function dropBody({ body }: Answer, seen: Seen): Promise<void> {
  // Breaking off is an error to a stream; nobody waits for this one any more.
  body.on('error', () => {})
  if (isRecording()) {
    const late = new Promise<undefined>((done) => setTimeout(done, PEEK_MS, undefined).unref())
    const first = body[Symbol.asyncIterator]().next()
    const read = await Promise.race([first, late]).catch(() => undefined)
    if (read?.value) seen.text = new TextDecoder().decode(read.value).slice(0, PEEK_CHARACTERS)
  }
  body.destroy()
}

function sortByStatus(
  { statusCode: status, headers }: Answer,
  host: string,
  lost: 'unavailable' | 'unknown',
): VendorOutcome<never> | undefined {
  if (status === 429 || status === 503)
    return { ...unavailable(`${host} answered ${status}`), ...retryAfter(headers) }
  // A wrong or missing key is our fault, not the customer's: nothing was done, and it works
  // again as soon as the key is put right.
  if (status === 401 || status === 403)
    return unavailable(`${host} does not accept our credentials (${status})`)
  if (status === 408 || status >= 500)
    return { outcome: lost, message: `${host} answered ${status}` }
  if (status >= 300 && status < 400)
    return unavailable(`${host} redirects (${status}); check its address`)
  return undefined
}

async function readJson(
  response: Answer,
  host: string,
  lost: 'unavailable' | 'unknown',
  seen: Seen,
): Promise<VendorOutcome<HttpAnswer>> {
  const type = headerOf(response.headers, 'content-type') ?? 'nothing'
  if (!/[/+]json\b/.test(type)) {
    await dropBody(response, seen)
    return {
      outcome: lost,
      message: `${host} answered ${response.statusCode} with ${type}, not JSON`,
    }
  }
  const text = await readText(response)
  if (text === undefined)
    return { outcome: lost, message: `${host} answered more than ${MAX_ANSWER_BYTES} bytes` }
  seen.text = text
  try {
    return { outcome: 'ok', value: { status: response.statusCode, body: JSON.parse(text) } }
  } catch {
    return { outcome: lost, message: `${host} answered ${response.statusCode} with broken JSON` }
  }
}

/** The body as text, or undefined when it is longer than any answer we expect. */
async function readText({ body }: Answer): Promise<string | undefined> {
  const decoder = new TextDecoder()
  let bytes = 0
  let text = ''
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength
    if (bytes > MAX_ANSWER_BYTES) return undefined
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

function sortFailure(
  error: unknown,
  host: string,
  lost: 'unavailable' | 'unknown',
): VendorOutcome<never> {
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return { outcome: lost, message: `${host} did not answer in time` }
  const code = codeOf(error)
  if (code === undefined) throw error
  if (code === MALFORMED) throw new TypeError('The request cannot be sent.', { cause: error })
  if (NOT_CONNECTED.test(code)) return unavailable(`${host} cannot be reached (${code})`)
  return { outcome: lost, message: `${host} broke the connection off (${code})` }
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

function headerOf(headers: Answer['headers'], name: string): string | undefined {
  const value = headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}

function unavailable(message: string): { outcome: 'unavailable'; message: string } {
  return { outcome: 'unavailable', message }
}

/** `Retry-After` is a number of seconds or an HTTP date (RFC 9110, 10.2.3). */
function retryAfter(headers: Answer['headers']): { retryAfterSeconds?: number } {
  const value = headerOf(headers, 'retry-after')?.trim()
  if (!value) return {}
  if (/^\d+$/.test(value)) return { retryAfterSeconds: Number(value) }
  const at = Date.parse(value)
  if (Number.isNaN(at)) return {}
  return { retryAfterSeconds: Math.max(0, Math.ceil((at - Date.now()) / 1000)) }
}
