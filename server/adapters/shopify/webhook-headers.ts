/** What Shopify says of a webhook in its headers. Texts are '' where it says nothing. */
export type WebhookHeaders = {
  topic: string
  shopDomain: string
  signature: string
  /** The id of this message. */
  externalId: string
  /** The id of what happened; several messages may tell of it. */
  eventId: string
  apiVersion: string
  /** ISO 8601; null when it is missing or no date. */
  triggeredAt: string | null
}

const REQUIRED = {
  topic: 'x-shopify-topic',
  signature: 'x-shopify-hmac-sha256',
  shopDomain: 'x-shopify-shop-domain',
  externalId: 'x-shopify-webhook-id',
} as const

const LONGEST = 255
const DOMAIN = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/

/**
 * Reads the headers of a webhook (names in lower case). `problem` says in a sentence what is
 * missing or unfit; what is optional is never a problem.
 */
export function readWebhookHeaders(
  headers: Readonly<Record<string, string>>,
): { headers: WebhookHeaders } | { problem: string } {
  const value = (name: string) => headers[name]?.trim() ?? ''
  const missing = Object.values(REQUIRED).filter((name) => value(name) === '')
  if (missing.length > 0) return { problem: `Missing ${missing.join(', ')}.` }
  const tooLong = [...Object.values(REQUIRED), 'x-shopify-event-id'].find(
    (name) => value(name).length > LONGEST,
  )
  if (tooLong) return { problem: `${tooLong} is longer than ${LONGEST} characters.` }
  const shopDomain = value(REQUIRED.shopDomain).toLowerCase()
  if (!DOMAIN.test(shopDomain)) return { problem: `${REQUIRED.shopDomain} is not a domain.` }
  return {
    headers: {
      topic: value(REQUIRED.topic),
      shopDomain,
      signature: value(REQUIRED.signature),
      externalId: value(REQUIRED.externalId),
      eventId: value('x-shopify-event-id'),
      apiVersion: value('x-shopify-api-version').slice(0, LONGEST),
      triggeredAt: readMoment(value('x-shopify-triggered-at')),
    },
  }
}

/** The headers that are kept with a webhook: Shopify's own, without the signature. */
export function pickStoredHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const name in headers) {
    const isShopify = name.startsWith('x-shopify-') && name !== REQUIRED.signature
    if (isShopify || name === 'content-type') kept[name] = headers[name] ?? ''
  }
  return kept
}

function readMoment(text: string): string | null {
  const time = Date.parse(text)
  const year = new Date(time).getUTCFullYear()
  return year >= 1970 && year < 10_000 ? new Date(time).toISOString() : null
}
