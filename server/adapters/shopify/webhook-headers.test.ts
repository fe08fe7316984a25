import { describe, expect, test } from 'vitest'
import { pickStoredHeaders, readWebhookHeaders } from './webhook-headers'

const complete = {
  'x-shopify-topic': 'orders/create',
  'x-shopify-hmac-sha256': 'signature',
  'x-shopify-shop-domain': 'Goods.MyShopify.com',
  'x-shopify-webhook-id': 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
}

test('the optional headers may be absent', () => {
  expect(readWebhookHeaders(complete)).toEqual({
    headers: {
      topic: 'orders/create',
      shopDomain: 'goods.myshopify.com',
      signature: 'signature',
      externalId: 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
      eventId: '',
      apiVersion: '',
      triggeredAt: null,
    },
  })
})

describe('problems', () => {
  test.each(Object.keys(complete))('missing or empty %s', (name) => {
    for (const value of [undefined, '', '  ']) {
      const headers = Object.fromEntries(
        Object.entries({ ...complete, [name]: value }).filter(([, text]) => text !== undefined),
      ) as Record<string, string>
      expect(readWebhookHeaders(headers)).toEqual({ problem: `Missing ${name}.` })
    }
  })

  test('the message lists all missing headers', () =>
    expect(readWebhookHeaders({})).toEqual({
      problem: `Missing ${Object.keys(complete).join(', ')}.`,
    }))

  test.each([
    ['x-shopify-webhook-id', 'x'.repeat(256), 'is longer than 255'],
    ['x-shopify-event-id', 'x'.repeat(256), 'is longer than 255'],
    ['x-shopify-topic', 'x'.repeat(256), 'is longer than 255'],
    ['x-shopify-shop-domain', 'goods.myshopify.com/../x', 'is not a domain'],
    ['x-shopify-shop-domain', '-', 'is not a domain'],
  ])('%s with value %.20s', (name, value, message) =>
    expect(readWebhookHeaders({ ...complete, [name]: value })).toEqual({
      problem: expect.stringContaining(message),
    }),
  )
})

test.each([
  ['2024-08-07T22:57:52.338800668Z', '2024-08-07T22:57:52.338Z'],
  ['2026-03-01T10:00:00-05:00', '2026-03-01T15:00:00.000Z'],
  ['yesterday', null],
  ['+275760-09-13', null],
  ['', null],
])('x-shopify-triggered-at %s is parsed as %s and never rejected', (given, parsed) =>
  expect(readWebhookHeaders({ ...complete, 'x-shopify-triggered-at': given })).toMatchObject({
    headers: { triggeredAt: parsed },
  }),
)

test("stores Shopify's headers without the signature, cookies and credentials", () => {
  const sent = {
    ...complete,
    'x-shopify-test': 'true',
    'content-type': 'application/json',
    authorization: 'Basic x',
    cookie: 'x',
    'x-forwarded-for': '203.0.113.7',
  }
  expect(Object.keys(pickStoredHeaders(sent)).sort()).toEqual([
    'content-type',
    'x-shopify-shop-domain',
    'x-shopify-test',
    'x-shopify-topic',
    'x-shopify-webhook-id',
  ])
})
