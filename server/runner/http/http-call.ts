import { Agent, type IncomingMessage, request } from 'node:http'
import { Agent as SecureAgent, request as secureRequest } from 'node:https'

export type HttpResponse = {
  kind: 'response'
  status: number
  headers: Record<string, string | undefined>
  body: string
}

/**
 * A call without a valid response. `unreachable`: the app did not receive the request. `broken`: the app
 * may have received it, but the connection failed, the call timed out or the response was too large.
 */
export type HttpFailure = { kind: 'unreachable' | 'broken'; reason: string }

export type HttpRequest = {
  url: string
  method: string
  headers: Record<string, string>
  body: string
  timeoutMs: number
  maxResponseBytes: number
  signal?: AbortSignal
}

export type HttpClient = {
  call(request: HttpRequest): Promise<HttpResponse | HttpFailure>
  close(): void
}

const UNDELIVERED_ERROR_CODES = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
])

/** Creates an HTTP client with keep-alive connections. It returns failures instead of throwing. */
export function createHttpClient(): HttpClient {
  const plain = new Agent({ keepAlive: true, maxSockets: 256 })
  const secure = new SecureAgent({ keepAlive: true, maxSockets: 256 })
  const call = (options: HttpRequest) =>
    new Promise<HttpResponse | HttpFailure>((done) => {
      const isSecure = options.url.startsWith('https:')
      const fail = (error: NodeJS.ErrnoException) =>
        done({
          kind: UNDELIVERED_ERROR_CODES.has(error.code ?? '') ? 'unreachable' : 'broken',
          reason: error.code ?? error.message,
        })
      const outgoing = (isSecure ? secureRequest : request)(options.url, {
        method: options.method,
        headers: { ...options.headers, 'content-length': Buffer.byteLength(options.body) },
        agent: isSecure ? secure : plain,
        ...(options.signal ? { signal: options.signal } : {}),
      })
      outgoing.setTimeout(options.timeoutMs, () => outgoing.destroy(new Error('timed out')))
      outgoing.once('error', fail)
      outgoing.once('response', (response) =>
        readResponse(response, options.maxResponseBytes, done, fail),
      )
      outgoing.end(options.body)
    })
  return {
    call,
    close() {
      plain.destroy()
      secure.destroy()
    },
  }
}

function readResponse(
  response: IncomingMessage,
  maxBytes: number,
  done: (response: HttpResponse) => void,
  fail: (error: Error) => void,
): void {
  const chunks: Buffer[] = []
  let size = 0
  response.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > maxBytes)
      response.destroy(new Error(`the response is larger than ${maxBytes} bytes`))
    else chunks.push(chunk)
  })
  response.once('error', fail)
  response.once('end', () => {
    const headers = Object.fromEntries(
      Object.entries(response.headers).map(([k, v]) => [k, Array.isArray(v) ? v[0] : v]),
    )
    const body = Buffer.concat(chunks).toString('utf8')
    done({ kind: 'response', status: response.statusCode ?? 0, headers, body })
  })
}
