import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto'

const keys = new Map<string, KeyObject>()

/**
 * Returns true if the signature is the base64 HMAC-SHA256 of the raw body under any of the secrets
 * (there are two during a rotation). The comparison takes constant time. Source:
 * https://shopify.dev/docs/apps/build/webhooks/subscribe/https#step-2-validate-the-origin-of-your-webhook-to-ensure-its-coming-from-shopify
 */
export function isSignedByShopify(
  body: Uint8Array,
  signature: string,
  secrets: readonly string[],
): boolean {
  const actual = Buffer.from(signature)
  let isSigned = false
  for (const secret of secrets) {
    const expected = Buffer.from(signForShopify(body, secret))
    if (actual.length === expected.length && timingSafeEqual(actual, expected)) isSigned = true
  }
  return isSigned
}

/** Returns the signature that Shopify sends with a body. */
export function signForShopify(body: Uint8Array, secret: string): string {
  return createHmac('sha256', keyOf(secret)).update(body).digest('base64')
}

function keyOf(secret: string): KeyObject {
  const cached = keys.get(secret)
  if (cached) return cached
  const key = createSecretKey(secret, 'utf8')
  keys.set(secret, key)
  return key
}
