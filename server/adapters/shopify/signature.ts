import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto'

const keys = new Map<string, KeyObject>()

/**
 * Whether a body carries Shopify's signature: base64 of HMAC-SHA256 over the raw bytes, by any of
 * the secrets (there are two while one is rotated). Takes the same time wherever they differ.
 * https://shopify.dev/docs/apps/build/webhooks/subscribe/https#step-2-validate-the-origin-of-your-webhook-to-ensure-its-coming-from-shopify
 */
export function isSignedByShopify(
  body: Uint8Array,
  signature: string,
  secrets: readonly string[],
): boolean {
  const given = Buffer.from(signature)
  let isSigned = false
  for (const secret of secrets) {
    const expected = Buffer.from(signForShopify(body, secret))
    if (given.length === expected.length && timingSafeEqual(given, expected)) isSigned = true
  }
  return isSigned
}

/** The signature that Shopify sends with a body. */
export function signForShopify(body: Uint8Array, secret: string): string {
  return createHmac('sha256', keyOf(secret)).update(body).digest('base64')
}

function keyOf(secret: string): KeyObject {
  const known = keys.get(secret)
  if (known) return known
  const key = createSecretKey(secret, 'utf8')
  keys.set(secret, key)
  return key
}
