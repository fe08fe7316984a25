import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

const PREFIX = /^signkey-[\w]+-/
const MAX_SKEW_SECONDS = 300

/**
 * Returns the `x-inngest-signature` of a body. A request's body must be canonical JSON (RFC 8785),
 * because the SDK canonicalizes it before verification.
 */
export function sign(body: string, signingKey: string, now: number): string {
  const t = Math.round(now / 1_000).toString()
  return `t=${t}&s=${hmac(body, signingKey, t)}`
}

/** Returns whether the app signed this exact response body within the last five minutes. */
export function isSigned(
  body: string,
  header: string | undefined,
  signingKey: string,
  now: number,
): boolean {
  const params = new URLSearchParams(header ?? '')
  const t = params.get('t') ?? ''
  const age = Math.abs(now / 1_000 - Number(t))
  if (!/^\d+$/.test(t) || age > MAX_SKEW_SECONDS) return false
  return areEqual(params.get('s') ?? '', hmac(body, signingKey, t))
}

/** Returns the bearer token that the SDK sends to the engine: the key's prefix and the hash of its bytes. */
export function hashSigningKey(signingKey: string): string {
  const prefix = PREFIX.exec(signingKey)?.[0] ?? ''
  const bytes = Buffer.from(signingKey.replace(PREFIX, ''), 'hex')
  return prefix + createHash('sha256').update(bytes).digest('hex')
}

/** Returns whether two secrets are equal, in constant time. */
export function areEqual(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

function hmac(body: string, signingKey: string, t: string): string {
  return createHmac('sha256', signingKey.replace(PREFIX, '')).update(body).update(t).digest('hex')
}
