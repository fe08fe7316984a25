import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sharedFixtures } from '@/test/support/shared-fixtures'
import { isSignedByShopify, signForShopify } from './signature'

const body = Buffer.from('{"id":1}')

test('the signature is the base64 HMAC-SHA256 of the raw bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.string({ minLength: 1 }), (bytes, secret) => {
      const expected = createHmac('sha256', secret).update(bytes).digest('base64')
      expect(signForShopify(bytes, secret)).toBe(expected)
      expect(isSignedByShopify(bytes, expected, ['other', secret])).toBe(true)
    }),
  )
})

test('a changed body, signature or secret is rejected', () => {
  const signature = signForShopify(body, 'hush')
  expect(isSignedByShopify(body, signature, ['hush'])).toBe(true)
  expect(isSignedByShopify(Buffer.from('{"id":2}'), signature, ['hush'])).toBe(false)
  expect(isSignedByShopify(body, signature, ['Hush'])).toBe(false)
  expect(isSignedByShopify(body, signature, [])).toBe(false)
  for (let n = 0; n < signature.length; n++) {
    const other = signature[n] === 'A' ? 'B' : 'A'
    const changed = signature.slice(0, n) + other + signature.slice(n + 1)
    expect(isSignedByShopify(body, changed, ['hush'])).toBe(false)
  }
})

test('a signature that differs only in its encoding is rejected', () => {
  const signature = signForShopify(body, 'hush')
  for (const other of ['', ' ', signature.slice(0, -1), `${signature}=`, `${signature}\n`, 'ü'])
    expect(isSignedByShopify(body, other, ['hush'])).toBe(false)
})

type Vector = {
  vendor: string
  scheme: string
  secret: string
  body: string
  signature: string
  valid: boolean
}
const vectors = sharedFixtures('published HMAC vectors', 'hmac/vectors.json')

describe.runIf(vectors.exists)('published vectors', () => {
  const all = vectors.exists
    ? (JSON.parse(readFileSync(vectors.path, 'utf8')) as { vectors: Vector[] }).vectors
    : []
  const shopifyVectors = all.filter(({ scheme }) => scheme.startsWith('X-Shopify-Hmac-Sha256'))

  test('include valid and invalid signatures', () => {
    expect(shopifyVectors.filter(({ valid }) => valid).length).toBeGreaterThan(1)
    expect(shopifyVectors.filter(({ valid }) => !valid).length).toBeGreaterThan(1)
  })

  test.each(shopifyVectors)('$signature', ({ body: text, secret, signature, valid }) => {
    expect(isSignedByShopify(Buffer.from(text), signature, [secret])).toBe(valid)
  })
})
