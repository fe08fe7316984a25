import { beforeEach, expect, test } from 'vitest'
import { csrfToken, openBrowser, serveAuth, sessionOf } from '@/test/support/auth'
import { openTestDatabase } from '@/test/support/database'
import { seedSandboxStaff } from '../modules/staff/seed-sandbox-staff'
import type { AuthConfig } from './config'

const { sql } = await openTestDatabase()
await seedSandboxStaff()

const config: AuthConfig = {
  secret: 'a-random-text-of-32-characters-!',
  isSecure: false,
  origin: undefined,
  isSandbox: true,
  oidc: undefined,
  trustedProxies: 0,
  isVercel: false,
}
let isSecure = false
const portal = await serveAuth(() => ({ ...config, isSecure }))
const email = 'lead@aftercart.test'
const COOKIE = 'next-auth.session-token'

beforeEach(async () => {
  isSecure = false
  await sql`delete from login_limits`
  await sql`update staff set disabled_at = null`
})

async function signIn(typed: Record<string, string> = {}) {
  const browser = openBrowser()
  const token = await csrfToken(browser, portal)
  const form = { csrfToken: token, email, password: 'aftercart', json: 'true', ...typed }
  const answer = await browser.post(`${portal}/api/auth/callback/credentials`, form)
  const { url } = (await answer.json()) as { url: string }
  return { browser, answer, url: new URL(url) }
}

test('the right password opens a session and redirects to the requested page', async () => {
  const { browser, url } = await signIn({ callbackUrl: '/orders?view=blocked' })
  expect(url.href).toBe(`${portal}/orders?view=blocked`)
  expect(await sessionOf(browser, portal)).toMatchObject({ user: { email, name: 'Leon Okafor' } })
  const [row] = await sql`select address from staff_sessions`
  expect(row?.address).toBe('203.0.113.7')
})

test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/%2F/evil.example',
  '/\t/evil.example',
  'javascript:alert(1)',
  'HTTPS:evil.example',
])('sign-in never redirects to %j', async (callbackUrl) => {
  const { url } = await signIn({ callbackUrl })
  expect(url.href).toBe(`${portal}/`)
})

test.each(['GET', 'POST'])(
  'a %s with the URL of another site never redirects there',
  async (method) => {
    const { browser } = await signIn()
    const wanted = new URLSearchParams({ callbackUrl: 'https://evil.example/x' })
    const path = method === 'GET' ? 'signin' : 'signout'
    const url = `${portal}/api/auth/${path}?${wanted}`
    const token = await csrfToken(browser, portal)
    const answer =
      method === 'GET' ? await browser.get(url) : await browser.post(url, { csrfToken: token })
    expect(new URL(answer.headers.get('location') ?? '', portal).origin).toBe(portal)
    expect(answer.headers.get('location')).not.toContain('evil')
  },
)

test('the session cookie is http-only and reveals nothing', async () => {
  const { browser } = await signIn()
  const cookie = browser.cookies(portal).get(COOKIE)
  expect(cookie?.attributes).toMatch(/Path=\/;.*HttpOnly; SameSite=Lax/)
  expect(cookie?.attributes).not.toContain('Secure')
  for (const part of cookie?.value.split('.') ?? [])
    expect(Buffer.from(part, 'base64url').toString()).not.toContain('lead')
})

test('over https every cookie is secure and bound to its prefix', async () => {
  isSecure = true
  const { browser } = await signIn()
  const cookies = [...browser.cookies(portal)]
  expect(cookies.map(([name]) => name).sort()).toEqual([
    '__Host-next-auth.csrf-token',
    '__Secure-next-auth.callback-url',
    '__Secure-next-auth.session-token',
  ])
  for (const [, { attributes }] of cookies)
    expect(attributes).toMatch(/HttpOnly; Secure; SameSite=Lax/)
})

test('a wrong password and an unknown address get the same message', async () => {
  const wrong = await signIn({ password: 'wrong' })
  const unknown = await signIn({ email: 'nobody@aftercart.test' })
  for (const { answer, url, browser } of [wrong, unknown]) {
    expect(answer.status).toBe(401)
    expect(url.search).toBe('?error=CredentialsSignin&provider=credentials')
    expect(browser.cookies(portal).has(COOKIE)).toBe(false)
  }
})

test('too many attempts get the time to retry after', async () => {
  const attempts = Array.from({ length: 12 }, () => signIn({ password: 'wrong' }))
  const errors = (await Promise.all(attempts)).map(({ url }) => url.searchParams.get('error'))
  expect(errors.filter((error) => /^Wait:\d+$/.test(error ?? '')).length).toBeGreaterThan(0)
})

test('a form without the CSRF token opens no session', async () => {
  const { browser } = await signIn({ csrfToken: 'forged' })
  expect(browser.cookies(portal).has(COOKIE)).toBe(false)
})

test('signing out ends the session itself, not just its cookie', async () => {
  const { browser } = await signIn()
  const kept = browser.cookies(portal).get(COOKIE)
  const token = await csrfToken(browser, portal)
  await browser.post(`${portal}/api/auth/signout`, { csrfToken: token, json: 'true' })
  expect(browser.cookies(portal).has(COOKIE)).toBe(false)
  if (kept) browser.cookies(portal).set(COOKIE, kept)
  expect(await sessionOf(browser, portal)).toEqual({})
  const [audit] = await sql`select actor_name from audit_log where action = 'session.closed'`
  expect(audit).toEqual({ actor_name: 'Leon Okafor' })
})

test('a disabled user is signed out in next-auth too and loses the cookie', async () => {
  const { browser } = await signIn()
  await sql`update staff set disabled_at = now()`
  expect(await sessionOf(browser, portal)).toEqual({})
  expect(browser.cookies(portal).has(COOKIE)).toBe(false)
})
