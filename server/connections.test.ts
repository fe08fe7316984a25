import { afterEach, describe, expect, test, vi } from 'vitest'

/** The connections of an environment; the environment is read once, so each gets its own. */
async function connectionsOf(environment: Record<string, string>) {
  const nothing = {
    STRIPE_SECRET_KEY: '',
    EASYPOST_API_KEY: '',
    SMTP_URL: '',
    SHOPIFY_ADMIN_TOKEN: '',
    AFTERCART_SANDBOX: '0',
    AFTERCART_SANDBOX_VENDORS: '',
    AFTERCART_SANDBOX_SMTP: '',
    NEXTAUTH_SECRET: 'a-secret-of-at-least-32-characters-for-tests',
  }
  for (const [name, value] of Object.entries({ ...nothing, ...environment }))
    vi.stubEnv(name, value)
  vi.resetModules()
  return import('./connections')
}
afterEach(() => {
  vi.unstubAllEnvs()
})

const SANDBOX = {
  AFTERCART_SANDBOX: '1',
  AFTERCART_SANDBOX_VENDORS: 'http://127.0.0.1:4567/',
  AFTERCART_SANDBOX_SMTP: 'smtp://127.0.0.1:4568',
}

describe('the real vendors', () => {
  test('take precedence over the sandbox', async () => {
    const real = await connectionsOf({
      ...SANDBOX,
      STRIPE_SECRET_KEY: 'sk_live_1',
      EASYPOST_API_KEY: 'EZAK1',
      SMTP_URL: 'smtps://mail.example.com',
    })
    expect(real.paymentGateway()).toEqual({
      baseUrl: 'https://api.stripe.com',
      apiKey: 'sk_live_1',
    })
    expect(real.carrier()).toEqual({ baseUrl: 'https://api.easypost.com', apiKey: 'EZAK1' })
    expect(real.mailTransport()).toBe('smtps://mail.example.com')
  })

  test('are named when missing', async () => {
    const none = await connectionsOf({ ...SANDBOX, AFTERCART_SANDBOX: '0' })
    expect(() => none.paymentGateway()).toThrow('STRIPE_SECRET_KEY')
    expect(() => none.carrier()).toThrow('EASYPOST_API_KEY')
    expect(() => none.mailTransport()).toThrow('SMTP_URL')
    expect(none.storefrontAdmin('sandbox.aftercart.test')).toBeUndefined()
  })

  test("get a shop's token only at Shopify's own hosts", async () => {
    const { storefrontAdmin } = await connectionsOf({ SHOPIFY_ADMIN_TOKEN: 'shpat_1' })
    expect(storefrontAdmin('my-shop.myshopify.com')).toEqual({
      baseUrl: 'https://my-shop.myshopify.com',
      apiKey: 'shpat_1',
    })
    for (const domain of [
      'evil.example',
      'evil.example/.myshopify.com',
      'evil.example#.myshopify.com',
      'myshopify.com.evil.example',
      'a.b.myshopify.com',
      'evil.example:443@my-shop.myshopify.com',
    ])
      expect(storefrontAdmin(domain), domain).toBeUndefined()
    const without = await connectionsOf({})
    expect(without.storefrontAdmin('my-shop.myshopify.com')).toBeUndefined()
  })
})

test('the sandbox replaces all of them', async () => {
  const sandbox = await connectionsOf(SANDBOX)
  expect(sandbox.paymentGateway().baseUrl).toBe('http://127.0.0.1:4567/stripe')
  expect(sandbox.carrier().baseUrl).toBe('http://127.0.0.1:4567/easypost')
  expect(sandbox.mailTransport()).toBe('smtp://127.0.0.1:4568')
  expect(sandbox.storefrontAdmin('sandbox.aftercart.test')?.baseUrl).toBe(
    'http://127.0.0.1:4567/shopify/sandbox.aftercart.test',
  )
})
