import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'

/** A request to a sandbox vendor, with its whole body. */
export type VendorRequest = {
  method: string
  /** Without the vendor's own prefix, e.g. `/v1/refunds`. */
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  body: string
  /** The vendor's base URL, e.g. `http://127.0.0.1:4567/easypost`. */
  baseUrl: string
}

export type Reply =
  | { status: number; json: unknown; headers?: Record<string, string>; delayMs?: number }
  | { status: number; html: string }
  /** Closes the connection without a response. */
  | { hangUpAfterMs: number }

/** Handles a request; returns undefined for an unknown path. */
export type Vendor = (request: VendorRequest) => Reply | undefined

const MAX_BODY_BYTES = 10_000_000

/** Reads a request's body; returns undefined if it exceeds MAX_BODY_BYTES. */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    length += chunk.length
    if (length > MAX_BODY_BYTES) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Sends a reply, or closes the connection as a failing vendor does. */
export async function sendReply(response: ServerResponse, reply: Reply): Promise<void> {
  if ('hangUpAfterMs' in reply) {
    await delay(reply.hangUpAfterMs)
    response.destroy()
    return
  }
  if ('html' in reply) {
    response.writeHead(reply.status, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'",
    })
    response.end(reply.html)
    return
  }
  if (reply.delayMs) await delay(reply.delayMs)
  response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers })
  response.end(JSON.stringify(reply.json))
}

/** Escapes text for HTML. */
export function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
}

/** Returns a minimal HTML page with a title and a body. */
export function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<meta name="viewport" content="width=device-width"><style>
body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.4rem;border-bottom:1px solid #ccc}
iframe{width:100%;height:40rem;border:1px solid #ccc}pre{white-space:pre-wrap}
@media(prefers-color-scheme:dark){body{background:#111;color:#eee}a{color:#8cf}iframe{background:#fff}}
</style><h1>${escapeHtml(title)}</h1>${body}</html>`
}
