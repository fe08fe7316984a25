import { createHmac } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { Agent, request as sendRequest } from 'undici'
import { SANDBOX_SHOP } from '@/domain/order/sandbox-shop'
import type { Message } from './messages'

// Whoever places orders by the thousand leaves the machine to the portal: fetch costs four times.
const agent = new Agent()

/** How long nobody may answer before a message is given up. */
const GIVE_UP_AFTER_MS = 120_000
const MAX_PAUSE_MS = 2_000

/** A message as Shopify sends it: the headers and the signed bytes. */
export function signMessage(message: Message, secret: string) {
  const body = JSON.stringify(message.payload)
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Shopify-Captain-Hook',
      'x-shopify-topic': message.topic,
      'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
      'x-shopify-shop-domain': SANDBOX_SHOP,
      'x-shopify-webhook-id': message.externalId,
      'x-shopify-event-id': message.eventId,
      'x-shopify-triggered-at': message.triggeredAt.toISOString(),
      'x-shopify-api-version': '2025-07',
      'x-shopify-test': 'true',
    },
  }
}

/**
 * Posts until somebody answers with less than 500 (429 counts as no answer), with growing pauses
 * and the same content every time, as Shopify does over hours.
 * @throws the last failure when nobody answered for two minutes
 */
export async function postUntilAnswered(
  url: string,
  request: { headers: Record<string, string>; body: string },
): Promise<{ response: Response; attempts: number }> {
  const start = Date.now()
  for (let attempts = 1; ; attempts++) {
    const failure = await post(url, request)
    if (failure instanceof Response) return { response: failure, attempts }
    if (Date.now() - start > GIVE_UP_AFTER_MS) throw failure
    await delay(Math.min(MAX_PAUSE_MS, 50 * 2 ** Math.min(attempts, 10)))
  }
}

async function post(
  url: string,
  request: { headers: Record<string, string>; body: string },
): Promise<Response | Error> {
  try {
    const signal = AbortSignal.timeout(30_000)
    const options = { dispatcher: agent, method: 'POST', ...request, signal } as const
    const { statusCode: status, body } = await sendRequest(url, options)
    const text = await body.text()
    return status < 500 && status !== 429
      ? new Response(text, { status })
      : new Error(`${url} answers ${status}`)
  } catch (error) {
    return new Error(`${url} does not answer: ${String(error)}`, { cause: error })
  }
}
