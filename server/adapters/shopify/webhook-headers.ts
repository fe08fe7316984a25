/** The headers of a Shopify webhook. Absent text headers are ''. */
export type WebhookHeaders = {
  topic: string
  shopDomain: string
  signature: string
  /** Shopify's ID of this webhook. */
  externalId: string
  /** Shopify's ID of the event; several webhooks may report the same event. */
  eventId: string
  apiVersion: string
  /** ISO 8601; null if missing or not a date. */
  triggeredAt: string | null
}

const REQUIRED = {
  topic: 'x-shopify-topic',
  signature: 'x-shopify-hmac-sha256',
  shopDomain: 'x-shopify-shop-domain',
  externalId: 'x-shopify-webhook-id',
} as const

const MAX_HEADER_LENGTH = 255
const DOMAIN = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/

/**
 * Parses the headers of a webhook (names in lowercase). `problem` is the error message for a missing
 * or invalid required header; optional headers never cause one.
 */
export function readWebhookHeaders(
  headers: Readonly<Record<string, string>>,
): { headers: WebhookHeaders } | { problem: string } {
  const value = (name: string) => headers[name]?.trim() ?? ''
  const missing = Object.values(REQUIRED).filter((name) => value(name) === '')
  if (missing.length > 0) return { problem: `Missing ${missing.join(', ')}.` }
  const tooLong = [...Object.values(REQUIRED), 'x-shopify-event-id'].find(
    (name) => value(name).length > MAX_HEADER_LENGTH,
  )
  if (tooLong) return { problem: `${tooLong} is longer than ${MAX_HEADER_LENGTH} characters.` }
  const shopDomain = value(REQUIRED.shopDomain).toLowerCase()
  if (!DOMAIN.test(shopDomain)) return { problem: `${REQUIRED.shopDomain} is not a domain.` }
  return {
    headers: {
      topic: value(REQUIRED.topic),
      shopDomain,
      signature: value(REQUIRED.signature),
      externalId: value(REQUIRED.externalId),
      eventId: value('x-shopify-event-id'),
      apiVersion: value('x-shopify-api-version').slice(0, MAX_HEADER_LENGTH),
      triggeredAt: parseTimestamp(value('x-shopify-triggered-at')),
    },
  }
}

/** Returns the headers to store with a webhook: Shopify's own, without the signature. */
export function pickStoredHeaders(
  headers: Readonly<Record<string, string>>,
): Record<string, string> {
  const stored: Record<string, string> = {}
  for (const name in headers) {
    const isShopify = name.startsWith('x-shopify-') && name !== REQUIRED.signature
    if (isShopify || name === 'content-type') stored[name] = headers[name] ?? ''
  }
  return stored
}

function parseTimestamp(text: string): string | null {
  const time = Date.parse(text)
  const year = new Date(time).getUTCFullYear()
  return year >= 1970 && year < 10_000 ? new Date(time).toISOString() : null
}
