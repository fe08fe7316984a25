import { expect, test } from 'vitest'
import { parseEnv } from './env'

const secret = 'a-random-text-of-32-characters-!'

test('nothing set: the sandbox on port 3000', () => {
  expect(parseEnv({})).toMatchObject({
    PORT: 3000,
    AFTERCART_DATA_DIR: '.data',
    AFTERCART_SANDBOX: true,
    AFTERCART_RETRY_SCALE: 1,
    SHOPIFY_WEBHOOK_SECRET: [],
    DATABASE_URL: undefined,
  })
})

test('an empty variable counts as unset', () => {
  expect(parseEnv({ PORT: '', AFTERCART_SANDBOX: '', STRIPE_SECRET_KEY: '' })).toEqual(parseEnv({}))
})

test('everything set', () => {
  const env = parseEnv({
    PORT: '8080',
    DATABASE_URL: 'postgresql://me:pw@db.example/aftercart?sslmode=require',
    NEXTAUTH_SECRET: secret,
    NEXTAUTH_URL: 'https://care.example/',
    OIDC_ISSUER: 'https://id.example/realms/care',
    OIDC_CLIENT_ID: 'aftercart',
    OIDC_CLIENT_SECRET: 'oidc-secret',
    SHOPIFY_WEBHOOK_SECRET: 'new-one, old-one',
    INNGEST_EVENT_KEY: 'event-key',
    INNGEST_SIGNING_KEY: 'signkey-prod-00',
    INNGEST_BASE_URL: 'https://inngest.example',
    STRIPE_SECRET_KEY: 'sk_live_x',
    SMTP_URL: 'smtps://user:pw@mail.example',
    AFTERCART_RETRY_SCALE: '0.001',
    AFTERCART_TRUST_PROXY: '2',
  })
  expect(env).toMatchObject({
    PORT: 8080,
    AFTERCART_SANDBOX: false,
    AFTERCART_RETRY_SCALE: 0.001,
    AFTERCART_TRUST_PROXY: 2,
    SHOPIFY_WEBHOOK_SECRET: ['new-one', 'old-one'],
  })
})

test.each([
  ['0', false],
  ['1', true],
])('AFTERCART_SANDBOX=%s with a database of your own', (value, isOn) => {
  const source = { DATABASE_URL: 'postgres://db/a', NEXTAUTH_SECRET: secret }
  expect(parseEnv({ ...source, AFTERCART_SANDBOX: value }).AFTERCART_SANDBOX).toBe(isOn)
})

test.each([
  ['PORT', '0'],
  ['PORT', '65536'],
  ['PORT', '80a'],
  ['PORT', '3000.5'],
  ['PORT', '-1'],
  ['PORT', '0x50'],
  ['PORT', ' 3000'],
  ['DATABASE_URL', 'mysql://db/a'],
  ['DATABASE_URL', 'db.example'],
  ['NEXTAUTH_URL', 'care.example'],
  ['NEXTAUTH_URL', 'https://care.example/portal'],
  ['NEXTAUTH_URL', 'https://me:pw@care.example'],
  ['NEXTAUTH_URL', 'ftp://care.example'],
  ['AFTERCART_SANDBOX', 'true'],
  ['AFTERCART_SANDBOX', '2'],
  ['AFTERCART_RETRY_SCALE', '0'],
  ['AFTERCART_RETRY_SCALE', '-1'],
  ['AFTERCART_RETRY_SCALE', 'fast'],
  ['AFTERCART_RETRY_SCALE', 'Infinity'],
  ['AFTERCART_RETRY_SCALE', '1e3'],
  ['AFTERCART_TRUST_PROXY', 'yes'],
  ['AFTERCART_LOG_LEVEL', 'loud'],
  ['INNGEST_DEV', 'yes'],
  ['INNGEST_BASE_URL', 'localhost:8288'],
  ['STRIPE_SECRET_KEY', 'pk_live_publishable'],
  ['EASYPOST_API_KEY', 'two words'],
  ['SMTP_URL', 'mail.example:587'],
  ['SHOPIFY_WEBHOOK_SECRET', 'one,,two'],
])('%s=%s is rejected with one line that names the accepted values', (name, value) => {
  const refusal = messageOf({ [name]: value })
  expect(refusal).toMatch(new RegExp(`^${name} got .+; it takes .+\\.$`))
  expect(refusal).not.toContain('\n')
})

test('a rejected secret is not shown', () => {
  expect(messageOf({ STRIPE_SECRET_KEY: 'pk_live_publishable' })).toBe(
    'STRIPE_SECRET_KEY got a text of 19 characters (not shown); it takes a Stripe secret or restricted key, sk_... or rk_....',
  )
  expect(messageOf({ DATABASE_URL: 'mysql://me:hunter2@db/a' })).not.toContain('hunter2')
  expect(messageOf({ NEXTAUTH_URL: 'https://me:hunter2@care.example' })).not.toContain('hunter2')
})

test.each([
  [{ OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'a' }, 'OIDC_CLIENT_SECRET'],
  [{ OIDC_CLIENT_SECRET: 'a' }, 'OIDC_ISSUER'],
  [{ INNGEST_EVENT_KEY: 'a' }, 'INNGEST_SIGNING_KEY'],
  [{ INNGEST_SIGNING_KEY: 'a' }, 'INNGEST_EVENT_KEY'],
  [{ INNGEST_BASE_URL: 'https://inngest.example' }, 'INNGEST_SIGNING_KEY'],
  [{ INNGEST_DEV: '0', INNGEST_EVENT_KEY: 'a' }, 'INNGEST_SIGNING_KEY'],
])('%j alone is rejected: %s is missing', (source, missing) => {
  expect(messageOf(source)).toMatch(new RegExp(`^${missing} got nothing while .+ it takes `))
})

test('an Inngest dev server needs no keys', () => {
  const source = { INNGEST_DEV: 'http://127.0.0.1:8288', INNGEST_EVENT_KEY: 'a' }
  expect(parseEnv(source).INNGEST_DEV).toBe('http://127.0.0.1:8288')
})

test('single sign-on requires https, except on localhost', () => {
  const rest = { OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' }
  expect(messageOf({ ...rest, OIDC_ISSUER: 'http://id.example' })).toMatch(/^OIDC_ISSUER got/)
  for (const issuer of ['https://id.example', 'http://localhost:4000', 'http://127.0.0.1:4000/x'])
    expect(parseEnv({ ...rest, OIDC_ISSUER: issuer }).OIDC_ISSUER).toBe(issuer)
})

test('a real portal requires an unguessable secret', () => {
  const source = { DATABASE_URL: 'postgres://db/a' }
  expect(messageOf(source)).toMatch(/^NEXTAUTH_SECRET got nothing while DATABASE_URL is set; it/)
  expect(messageOf({ ...source, NEXTAUTH_SECRET: 'short' })).toContain('at least 32 characters')
  expect(parseEnv({ ...source, NEXTAUTH_SECRET: secret }).NEXTAUTH_SECRET).toBe(secret)
})

function messageOf(source: Record<string, string>): string {
  try {
    parseEnv(source)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  throw new Error(`nothing was refused in ${JSON.stringify(source)}`)
}
