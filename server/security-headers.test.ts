import { expect, test } from 'vitest'
import { contentSecurityPolicy, pageHeaders } from './security-headers'

const directive = (policy: string, name: string) =>
  policy.split('; ').find((part) => part.startsWith(`${name} `))

test('in production scripts and style sheets run by nonce only', () => {
  const policy = contentSecurityPolicy('abc', false)
  expect(directive(policy, 'script-src')).toBe("script-src 'self' 'nonce-abc' 'strict-dynamic'")
  expect(directive(policy, 'style-src')).toBe("style-src 'self' 'nonce-abc'")
  expect(policy).not.toContain('unsafe-eval')
  for (const part of ["object-src 'none'", "base-uri 'self'", "frame-ancestors 'none'"])
    expect(policy).toContain(part)
})

test('in development, scripts still need the nonce', () => {
  const policy = contentSecurityPolicy('abc', true)
  expect(directive(policy, 'script-src')).toContain("'nonce-abc'")
  expect(directive(policy, 'script-src')).not.toContain('unsafe-inline')
  expect(directive(policy, 'style-src')).toBe("style-src 'self' 'unsafe-inline'")
})

test('https is required only where the portal is served over https', () => {
  expect(pageHeaders(true)).toHaveProperty('Strict-Transport-Security')
  expect(pageHeaders(false)).not.toHaveProperty('Strict-Transport-Security')
  expect(pageHeaders(false)['Cache-Control']).toContain('no-store')
})
