import { Agent, type IncomingMessage, request } from 'node:http'
import { Agent as SecureAgent, request as secureRequest } from 'node:https'

export type HttpAnswer = {
  kind: 'answer'
  status: number
  headers: Record<string, string | undefined>
  body: string
}

/**
 * No answer. `unreachable`: the request was never delivered; `broken`: it may have been, and the
 * connection ended, timed out or brought too much.
 */
export type HttpFailure = { kind: 'unreachable' | 'broken'; reason: string }

export type HttpRequest = {
  url: string
  method: string
  headers: Record<string, string>
  body: string
  timeoutMs: number
  maxAnswerBytes: number
  signal?: AbortSignal
}

export type HttpCaller = {
  call(request: HttpRequest): Promise<HttpAnswer | HttpFailure>
  close(): void
}

const NEVER_DELIVERED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
])

/** Calls over connections that are kept open. Never throws: a failure is a value. */
export function createHttpCaller(): HttpCaller {
  const plain = new Agent({ keepAlive: true, maxSockets: 256 })
  const secure = new SecureAgent({ keepAlive: true, maxSockets: 256 })
  const call = (options: HttpRequest) =>
    new Promise<HttpAnswer | HttpFailure>((done) => {
      const isSecure = options.url.startsWith('https:')
      const fail = (error: NodeJS.ErrnoException) =>
        done({
          kind: NEVER_DELIVERED.has(error.code ?? '') ? 'unreachable' : 'broken',
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
      outgoing.once('response', (answer) => readAnswer(answer, options.maxAnswerBytes, done, fail))
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

function readAnswer(
  answer: IncomingMessage,
  maxBytes: number,
  done: (answer: HttpAnswer) => void,
  fail: (error: Error) => void,
): void {
  const chunks: Buffer[] = []
  let size = 0
  answer.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > maxBytes) answer.destroy(new Error(`the answer is over ${maxBytes} bytes`))
    else chunks.push(chunk)
  })
  answer.once('error', fail)
  answer.once('end', () => {
    const headers = Object.fromEntries(
      Object.entries(answer.headers).map(([k, v]) => [k, Array.isArray(v) ? v[0] : v]),
    )
    const body = Buffer.concat(chunks).toString('utf8')
    done({ kind: 'answer', status: answer.statusCode ?? 0, headers, body })
  })
}
