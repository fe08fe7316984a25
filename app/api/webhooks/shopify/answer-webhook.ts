import { receiveDelivery } from '@/server/commands/deliveries/receive-delivery'
import { env } from '@/server/env'
import { AppError, type AppErrorCode } from '@/server/errors'
import { logger } from '@/server/log'
import { REQUEST_ID_HEADER, requestIdOf } from '@/server/request-id'
import { LARGEST_BODY, readBody } from './read-body'

const log = logger('intake')

const STATUS: Partial<Record<AppErrorCode, number>> = {
  bad_input: 400,
  unauthenticated: 401,
  unavailable: 503,
}

type Answer = { status: number; body: Record<string, string>; hasEvents?: boolean }

/**
 * The answer to a webhook of Shopify's, as the contract lists them. `hasEvents`: there is
 * something in the outbox to send on once it is answered.
 */
export async function answerWebhook(
  request: Request,
): Promise<{ response: Response; hasEvents: boolean }> {
  const requestId = requestIdOf(request.headers)
  const answer = await take(request, requestId).catch((error) => refuse(error))
  const { status, body, hasEvents = false } = answer
  if (status !== 200) log.warn({ requestId, status, reason: body.error }, 'webhook refused')
  const headers = { [REQUEST_ID_HEADER]: requestId }
  return { response: Response.json(body, { status, headers }), hasEvents }
}

async function take(request: Request, requestId: string): Promise<Answer> {
  const body = await readBody(request)
  if (!body)
    return { status: 413, body: { error: `The body is larger than ${LARGEST_BODY} bytes.` } }
  const { outcome, hasEvents } = await receiveDelivery({
    platform: 'shopify',
    headers: Object.fromEntries(request.headers),
    body,
    secrets: env().SHOPIFY_WEBHOOK_SECRET,
    requestId,
  })
  return { status: 200, body: { outcome }, hasEvents }
}

/** Whatever goes wrong on our side, the storefront is to send it again. */
function refuse(error: unknown): Answer {
  const status = error instanceof AppError ? STATUS[error.code] : undefined
  if (error instanceof AppError && status) return { status, body: { error: error.message } }
  log.error({ err: error }, 'webhook failed')
  return { status: 503, body: { error: 'It could not be stored; send it again.' } }
}
