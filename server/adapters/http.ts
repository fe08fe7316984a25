import { Agent, type Dispatcher, request as sendRequest } from 'undici'
import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { classifyError, classifyStatus, headerOf, type LostOutcome } from './http-outcome'
import { isRecording, recordExchange } from './vendor-journal'

export type HttpRequest = {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  body?: string
  /** Limits the whole exchange, response body included. Default: 15 s. */
  timeoutMs?: number | undefined
  /**
   * True if the request can be repeated without side effects. A lost or unreadable response is
   * then `unavailable` instead of `unknown`.
   */
  isSafe: boolean
}

/** A JSON response with a 2xx or 4xx status. */
export type HttpResponse = { status: number; body: unknown }

type ResponseData = Dispatcher.ResponseData

// A dedicated agent keeps connections open between calls. fetch costs four times the CPU per call.
const agent = new Agent()

const DEFAULT_TIMEOUT_MS = 15_000
const MAX_RESPONSE_BYTES = 2_000_000

/**
 * Sends one request to a vendor and classifies the response. Rejections (4xx with JSON) are `ok`
 * here, because only the vendor's adapter can interpret them. Messages contain the host and the
 * status, never any other part of the request or response.
 */
export async function requestJson(request: HttpRequest): Promise<VendorOutcome<HttpResponse>> {
  const received: Received = { status: null, text: null }
  const at = new Date()
  const result = await send(request, received)
  if (isRecording()) recordRequest(request, received, result, at)
  return result
}

/** The part of the response that was read. */
type Received = { status: number | null; text: string | null }

async function send(
  request: HttpRequest,
  received: Received,
): Promise<VendorOutcome<HttpResponse>> {
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
    received.status = response.statusCode
    const decided = classifyStatus(response, host, lost)
    if (decided) {
      await discardBody(response, received)
      return decided
    }
    return await readJson(response, host, lost, received)
  } catch (error) {
    return classifyError(error, host, lost)
  }
}

function recordRequest(
  { method, url, headers, body }: HttpRequest,
  { status, text }: Received,
  result: VendorOutcome<HttpResponse>,
  at: Date,
): void {
  const { host, pathname, search } = new URL(url)
  recordExchange({
    vendor: host,
    method,
    path: `${pathname}${search}`,
    idempotencyKey: headers['idempotency-key'] ?? null,
    requestText: body ?? null,
    status,
    responseText: text,
    // The status shows that the vendor rejected the call; only its adapter knows the reason.
    outcome: result.outcome === 'ok' && result.value.status >= 400 ? 'refused' : result.outcome,
    message: result.outcome === 'ok' ? null : result.message,
    at,
    ms: Date.now() - at.getTime(),
  })
}

/** How long to wait for the first chunk of a body that is about to be discarded. */
const PEEK_MS = 250
const PEEK_CHARACTERS = 4_000

/** Closes a response without reading its body; while recording, keeps the start of the body. */
async function discardBody({ body }: ResponseData, received: Received): Promise<void> {
  // Destroying a stream emits an error, which is expected here.
  body.on('error', () => {})
  if (isRecording()) {
    const timeout = new Promise<undefined>((done) => setTimeout(done, PEEK_MS, undefined).unref())
    const first = body[Symbol.asyncIterator]().next()
    const chunk = await Promise.race([first, timeout]).catch(() => undefined)
    if (chunk?.value)
      received.text = new TextDecoder().decode(chunk.value).slice(0, PEEK_CHARACTERS)
  }
  body.destroy()
}

async function readJson(
  response: ResponseData,
  host: string,
  lost: LostOutcome,
  received: Received,
): Promise<VendorOutcome<HttpResponse>> {
  const { statusCode: status } = response
  const type = headerOf(response.headers, 'content-type') ?? 'no content type'
  if (!/[/+]json\b/.test(type)) {
    await discardBody(response, received)
    return { outcome: lost, message: `${host} returned HTTP ${status} with ${type}, not JSON` }
  }
  const text = await readText(response)
  if (text === undefined)
    return { outcome: lost, message: `${host} returned more than ${MAX_RESPONSE_BYTES} bytes` }
  received.text = text
  try {
    return { outcome: 'ok', value: { status, body: JSON.parse(text) } }
  } catch {
    return { outcome: lost, message: `${host} returned HTTP ${status} with malformed JSON` }
  }
}

/** Returns the body as text, or undefined if it exceeds MAX_RESPONSE_BYTES. */
async function readText({ body }: ResponseData): Promise<string | undefined> {
  const decoder = new TextDecoder()
  let bytes = 0
  let text = ''
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength
    if (bytes > MAX_RESPONSE_BYTES) return undefined
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}
