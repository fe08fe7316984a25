import { createHmac } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { Agent, request as sendRequest } from 'undici'
import { SANDBOX_SHOP } from '@/domain/order/sandbox-shop'
import type { Webhook } from './webhooks'

// undici costs a quarter of fetch's CPU time, which bulk orders leave to the portal.
const agent = new Agent()

/** Retries end after this time without a usable response. */
const GIVE_UP_AFTER_MS = 120_000
const MAX_PAUSE_MS = 2_000

/** Returns the signed body and the headers of a webhook in Shopify's format. */
export function signWebhook(webhook: Webhook, secret: string) {
  const body = JSON.stringify(webhook.payload)
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Shopify-Captain-Hook',
      'x-shopify-topic': webhook.topic,
      'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
      'x-shopify-shop-domain': SANDBOX_SHOP,
      'x-shopify-webhook-id': webhook.externalId,
      'x-shopify-event-id': webhook.eventId,
      'x-shopify-triggered-at': webhook.triggeredAt.toISOString(),
      'x-shopify-api-version': '2025-07',
      'x-shopify-test': 'true',
    },
  }
}

/**
 * Posts a request, retrying with backoff until the response status is under 500 and not 429, as
 * Shopify does over hours.
 * @throws the last error after two minutes of failures
 */
export async function postWithRetries(
  url: string,
  request: { headers: Record<string, string>; body: string },
): Promise<{ response: Response; attempts: number }> {
  const start = Date.now()
  for (let attempts = 1; ; attempts++) {
    const result = await post(url, request)
    if (result instanceof Response) return { response: result, attempts }
    if (Date.now() - start > GIVE_UP_AFTER_MS) throw result
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
      : new Error(`${url} returned HTTP ${status}`)
  } catch (error) {
    return new Error(`${url} did not respond: ${String(error)}`, { cause: error })
  }
}
