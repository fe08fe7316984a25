import { createServer } from 'node:http'
import Provider from 'oidc-provider'
import { beforeEach, expect, test } from 'vitest'
import { systemActor } from '@/domain/staff/actor'
import {
  type Browser,
  csrfToken,
  openBrowser,
  serve,
  serveAuth,
  sessionOf,
} from '@/test/support/auth'
import { openTestDatabase } from '@/test/support/database'
import { addStaff } from '../modules/staff/add-staff'
import type { AuthConfig } from './config'
import { type Claims, verifiedEmail } from './oidc'

const { sql } = await openTestDatabase()
const context = { actor: systemActor('test'), requestId: 'test-request' }
const email = 'zoe@shop.example'
await addStaff({ email, name: 'Zoë Müller', role: 'care' }, context)

/** The provider's claims, by account. */
const PEOPLE: Record<string, Claims> = {
  zoe: { sub: 'zoe', email: 'Zoe@Shop.example', email_verified: true },
  unverified: { sub: 'unverified', email, email_verified: false },
  silent: { sub: 'silent', email },
  stranger: { sub: 'stranger', email: 'stranger@shop.example', email_verified: true },
  sandbox: { sub: 'sandbox', email: 'admin@aftercart.test', email_verified: true },
  nameless: { sub: 'nameless' },
}

const client = { clientId: 'aftercart', clientSecret: 'a-secret-that-only-both-know' }
let provider: Provider
const issuer = await serve(
  createServer((request, response) => provider.callback()(request, response)),
)
const portal = await serveAuth(
  (): AuthConfig => ({
    secret: 'a-random-text-of-32-characters-!',
    isSecure: false,
    origin: undefined,
    isSandbox: false,
    oidc: { issuer, ...client },
    trustedProxies: 0,
    isVercel: false,
  }),
)
const COOKIE = 'next-auth.session-token'
const [byUserinfo, byToken] = [openProvider(false), openProvider(true)]

beforeEach(async () => {
  await sql`delete from staff_sessions`
  await sql`update staff set disabled_at = null`
  provider = byUserinfo
})

function openProvider(isAddressInToken: boolean): Provider {
  return new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [`${portal}/api/auth/callback/oidc`],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: !isAddressInToken,
    cookies: { keys: ['a-key-of-the-test'] },
    findAccount: (_, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, ...PEOPLE[accountId] }),
    }),
  })
}

/** Starts a single sign-on; returns the URL at the provider. */
async function leaveForProvider(browser: Browser): Promise<URL> {
  const form = { csrfToken: await csrfToken(browser, portal), callbackUrl: '/orders', json: 'true' }
  const answer = await browser.post(`${portal}/api/auth/signin/oidc`, form)
  return new URL(((await answer.json()) as { url: string }).url)
}

/** Signs in and agrees at the provider; returns the address it sends the person back to. */
async function signInAtProvider(browser: Browser, account: string, start: URL): Promise<URL> {
  let url = start
  for (const prompt of ['login', 'consent', undefined]) {
    while (!url.pathname.startsWith('/interaction/') && url.origin !== portal) {
      const answer = await browser.get(url.href)
      url = new URL(answer.headers.get('location') ?? '', url)
    }
    if (url.origin === portal || prompt === undefined) break
    const answer = await browser.post(url.href, { prompt, login: account, password: 'any' })
    url = new URL(answer.headers.get('location') ?? '', url)
  }
  return url
}

/** Signs in through the provider; returns the URL that the portal finally redirects to. */
async function signIn(account: string, browser = openBrowser()) {
  const back = await signInAtProvider(browser, account, await leaveForProvider(browser))
  const answer = await browser.get(back.href)
  return { browser, back, url: new URL(answer.headers.get('location') ?? '', portal) }
}

const isIn = (browser: Browser) => browser.cookies(portal).has(COOKIE)

test('a staff member with a verified address signs in', async () => {
  const { browser, url } = await signIn('zoe')
  expect(url.href).toBe(`${portal}/orders`)
  expect(await sessionOf(browser, portal)).toMatchObject({ user: { email, name: 'Zoë Müller' } })
  const [audit] = await sql`select data from audit_log where action = 'session.opened'`
  expect(audit?.data).toMatchObject({ method: 'single sign-on' })
})

test('accepts the address from the ID token', async () => {
  provider = byToken
  expect(isIn((await signIn('zoe')).browser)).toBe(true)
  expect(isIn((await signIn('unverified')).browser)).toBe(false)
})

test.each(['unverified', 'silent', 'stranger', 'sandbox', 'nameless'])(
  '%s is rejected with the same message',
  async (account) => {
    const { browser, url } = await signIn(account)
    expect(url.href).toContain(`${portal}/api/auth/error?error=AccessDenied`)
    const answer = await browser.get(url.href)
    expect(answer.headers.get('location')).toBe('/sign-in?error=AccessDenied')
    expect(isIn(browser)).toBe(false)
  },
)

test('rejects a disabled user', async () => {
  await sql`update staff set disabled_at = now()`
  const { browser, url } = await signIn('zoe')
  expect(url.search).toBe('?error=AccessDenied')
  expect(isIn(browser)).toBe(false)
})

test('the request to the provider carries state, nonce and a PKCE challenge', async () => {
  const { searchParams } = await leaveForProvider(openBrowser())
  expect(searchParams.get('code_challenge_method')).toBe('S256')
  for (const name of ['state', 'nonce', 'code_challenge'])
    expect(searchParams.get(name)?.length).toBeGreaterThan(20)
  expect(searchParams.get('redirect_uri')).toBe(`${portal}/api/auth/callback/oidc`)
})

test('rejects a callback that belongs to another browser', async () => {
  const attacker = openBrowser()
  const back = await signInAtProvider(attacker, 'zoe', await leaveForProvider(attacker))
  const victim = openBrowser()
  await leaveForProvider(victim)
  const answer = await victim.get(back.href)
  expect(answer.headers.get('location')).toContain('error=OAuthCallback')
  expect(isIn(victim)).toBe(false)
})

test('rejects a callback without our cookies or with another state', async () => {
  const { back } = await signIn('zoe')
  const bare = openBrowser()
  await bare.get(back.href)
  expect(isIn(bare)).toBe(false)

  const browser = openBrowser()
  const good = await signInAtProvider(browser, 'zoe', await leaveForProvider(browser))
  const bad = new URL(good)
  bad.searchParams.set('state', 'forged')
  await browser.get(bad.href)
  expect(isIn(browser)).toBe(false)
})

test('rejects passwords when single sign-on is on', async () => {
  const browser = openBrowser()
  const providers = await (await browser.get(`${portal}/api/auth/providers`)).json()
  expect(Object.keys(providers as object)).toEqual(['oidc'])
  const form = { csrfToken: await csrfToken(browser, portal), email, password: 'any' }
  await browser.post(`${portal}/api/auth/callback/credentials`, form)
  expect(isIn(browser)).toBe(false)
})

test('an address counts as verified only if the provider says so', () => {
  expect(verifiedEmail({ sub: 'a', email: ' A@b.example ', email_verified: true })).toBe(
    'a@b.example',
  )
  expect(verifiedEmail({ sub: 'a', email: 'a@b.example', email_verified: 'true' })).toBe(
    'a@b.example',
  )
  for (const email_verified of [false, 'false', undefined, null, 1, 'yes'])
    expect(verifiedEmail({ sub: 'a', email: 'a@b.example', email_verified })).toBeUndefined()
  expect(verifiedEmail({ sub: 'a', email: 42, email_verified: true })).toBeUndefined()
})
