import type { IncomingMessage } from 'node:http'
import getRawBody from 'raw-body'
import { env } from '@/server/env'
import { AppError, type AppErrorCode } from '@/server/errors'
import { logger } from '@/server/log'
import { receiveWebhook } from '@/server/modules/intake/receive-webhook'
import { REQUEST_ID_HEADER, requestIdOf } from '@/server/request-id'

/** In bytes. Shopify's payloads stay far below this. */
export const MAX_BODY = 5 * 1024 * 1024

/** `body` is JSON. `hasEvents`: the outbox has events to send after the response. */
export type WebhookResponse = {
  status: number
  headers: Record<string, string>
  body: string
  hasEvents: boolean
}

type Outcome = { status: number; body: Record<string, string>; hasEvents?: boolean }

const log = logger('intake')

const STATUS: Partial<Record<AppErrorCode, number>> = {
  bad_input: 400,
  unauthenticated: 401,
  unavailable: 503,
}

/** Returns the response to a request to a platform's webhook URL: 200, 400, 401, 404, 405, 413 or 503. */
export async function answerWebhook(
  request: IncomingMessage,
  platform: string,
): Promise<WebhookResponse> {
  const requestId = requestIdOf(request.headers)
  const outcome = await take(request, platform, requestId).catch(refuse)
  const { status, hasEvents = false } = outcome
  const reason = outcome.body.error
  if (status !== 200) log.warn({ requestId, status, reason }, 'webhook refused')
  const body = JSON.stringify(outcome.body)
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    [REQUEST_ID_HEADER]: requestId,
    ...(status === 405 ? { allow: 'POST' } : {}),
  }
  return { status, headers, body, hasEvents }
}

async function take(
  request: IncomingMessage,
  platform: string,
  requestId: string,
): Promise<Outcome> {
  if (request.method !== 'POST')
    return { status: 405, body: { error: 'Webhooks must be sent with POST.' } }
  if (platform !== 'shopify')
    return { status: 404, body: { error: `Unknown storefront platform "${platform}".` } }
  const body = await readBody(request)
  if (!body) return { status: 413, body: { error: `The body is larger than ${MAX_BODY} bytes.` } }
  const { outcome, hasEvents } = await receiveWebhook({
    platform,
    headers: headersOf(request),
    body,
    secrets: env().SHOPIFY_WEBHOOK_SECRET,
    requestId,
  })
  return { status: 200, body: { outcome }, hasEvents }
}

/** Returns the body, or undefined when it has more than `MAX_BODY` bytes; the excess is not read. */
async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const length = request.headers['content-length'] ?? null
  try {
    return await getRawBody(request, { length, limit: MAX_BODY })
  } catch (cause) {
    const { type } = cause as getRawBody.RawBodyError
    if (type === 'entity.too.large') return undefined
    throw new AppError('bad_input', 'The body ended before it was complete.', {}, { cause })
  }
}

/** Node.js joins repeated headers except cookies, which storefronts do not send. */
const headersOf = ({ headers }: IncomingMessage) => headers as Record<string, string>

/** Any error on our side answers 503, so that the storefront sends the webhook again. */
function refuse(error: unknown): Outcome {
  const status = error instanceof AppError ? STATUS[error.code] : undefined
  if (error instanceof AppError && status) return { status, body: { error: error.message } }
  log.error({ err: error }, 'webhook failed')
  return { status: 503, body: { error: 'The webhook could not be stored. Send it again.' } }
}
