import { createServer, request as httpRequest, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signForShopify } from '@/server/adapters/shopify/signature'
import { openTestDatabase } from '@/test/support/database'
import { webhookHeaders } from '@/test/support/webhooks'
import { answerWebhook, MAX_BODY } from './answer-webhook'

const { sql } = await openTestDatabase()
process.env.SHOPIFY_WEBHOOK_SECRET = 'secret-that-is-new, secret-of-the-test-shop'

const server = createServer((request, response) => {
  const platform = request.url?.split('/').at(-1) ?? ''
  void answerWebhook(request, platform).then(({ status, headers, body }) =>
    response.writeHead(status, headers).end(body),
  )
})
let base = ''
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

const BODY = Buffer.from('{"id":1}')
let counter = 0

async function post(body: Uint8Array, headers: Record<string, string> = {}) {
  const all = webhookHeaders('orders/create', body, headers)
  const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''))
  const response = await fetch(`${base}/api/webhooks/shopify`, {
    method: 'POST',
    headers: sent,
    body: new Uint8Array(body),
  })
  return {
    status: response.status,
    body: (await response.json()) as { error?: string; outcome?: string },
    headers: response.headers,
  }
}

const idOf = () => `answer-${++counter}`
const stored = (id: string) => sql`select * from webhooks where external_id = ${id}`

test('stores a signed webhook and its event before responding', async () => {
  const id = idOf()
  const answer = await post(BODY, { 'x-shopify-webhook-id': id, 'x-request-id': 'request-0001' })
  expect(answer).toMatchObject({ status: 200, body: { outcome: 'stored' } })
  expect(answer.headers.get('x-request-id')).toBe('request-0001')
  const [row] = await stored(id)
  expect(row).toMatchObject({ status: 'received', request_id: 'request-0001', resource_id: '1' })
  expect(row?.body).toEqual(BODY)
  const events = await sql`select data from outbox where data->>'webhookId' = ${row?.id}`
  expect(events).toEqual([{ data: { webhookId: row?.id, requestId: 'request-0001' } }])
})

test('stores an unused topic without an event', async () => {
  const id = idOf()
  const headers = { 'x-shopify-topic': 'carts/update', 'x-shopify-webhook-id': id }
  expect(await post(BODY, headers)).toMatchObject({ status: 200, body: { outcome: 'unused' } })
  const [row] = await stored(id)
  expect(row?.status).toBe('unused')
  expect(await sql`select 1 from outbox where data->>'webhookId' = ${row?.id}`).toHaveLength(0)
})

describe('signatures', () => {
  test.each(['secret-that-is-new', 'secret-of-the-test-shop'])('%s is accepted', async (secret) => {
    const signature = signForShopify(BODY, secret)
    const id = idOf()
    const headers = { 'x-shopify-hmac-sha256': signature, 'x-shopify-webhook-id': id }
    expect((await post(BODY, headers)).status).toBe(200)
  })

  test('rejects another signature without reading the body', async () => {
    const id = idOf()
    const headers = {
      'x-shopify-hmac-sha256': signForShopify(BODY, 'guess'),
      'x-shopify-webhook-id': id,
    }
    expect(await post(Buffer.from('no json'), headers)).toMatchObject({
      status: 401,
      body: { error: 'The signature does not match the body.' },
    })
    expect(await stored(id)).toHaveLength(0)
  })
})

describe('errors say why', () => {
  test.each([
    ['x-shopify-topic'],
    ['x-shopify-hmac-sha256'],
    ['x-shopify-shop-domain'],
    ['x-shopify-webhook-id'],
  ])('without %s', async (name) =>
    expect(await post(BODY, { [name]: '' })).toMatchObject({
      status: 400,
      body: { error: `Missing ${name}.` },
    }),
  )

  test.each([
    ['not JSON', Buffer.from('{"id":'), 'not JSON'],
    ['a list', Buffer.from('[]'), 'not a JSON object'],
    ['nothing', Buffer.from(''), 'empty'],
    ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 'not valid UTF-8'],
    ['a byte order mark', Buffer.from('\uFEFF{}'), 'byte order mark'],
    ['a repeated key', Buffer.from('{"id":1,"id":2}'), 'duplicate key: "id"'],
    ['deep nesting', Buffer.from(`{"a":${'['.repeat(64)}${']'.repeat(64)}}`), 'deeper than 64'],
    ['a bare NUL', Buffer.from('{"a":"\0"}'), 'unescaped control character'],
  ])('%s', async (_, body, why) => {
    const answer = await post(body)
    expect(answer).toMatchObject({ status: 400, body: { error: expect.stringContaining(why) } })
  })

  test('unknown platform', async () => {
    const answer = await fetch(`${base}/api/webhooks/woocommerce`, { method: 'POST' })
    expect(answer.status).toBe(404)
    expect(await answer.json()).toEqual({
      error: 'Unknown storefront platform "woocommerce".',
    })
  })

  test.each(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'PUT'])('%s', async (method) => {
    const { status, headers } = await fetch(`${base}/api/webhooks/shopify`, { method })
    expect([status, headers.get('allow')]).toEqual([405, 'POST'])
  })

  test('truncated body', async () => {
    const headers = webhookHeaders('orders/create', BODY, { 'content-length': '100' })
    const request = Object.assign(Readable.from([BODY]), { method: 'POST', headers })
    expect(await answerWebhook(request as IncomingMessage, 'shopify')).toMatchObject({
      status: 400,
      body: '{"error":"The body ended before it was complete."}',
    })
  })
})

test.each([
  ['an escaped NUL', '{"note":"a\\u0000b"}'],
  ['a half surrogate pair', '{"note":"\\ud800"}'],
  ['an id beyond 2^53', '{"id":18446744073709551617}'],
  [
    'many scripts',
    '{"note":"Ελληνικά Русский العربية עברית हिन्दी ไทย 日本語 한국어 ქართული አማርኛ"}',
  ],
  ['64 levels', `{"a":${'['.repeat(63)}${']'.repeat(63)}}`],
])('%s is stored unchanged', async (_, text) => {
  const id = idOf()
  const body = Buffer.from(text)
  expect((await post(body, { 'x-shopify-webhook-id': id })).status).toBe(200)
  const [row] = await stored(id)
  expect(row?.body).toEqual(body)
  if (text.includes('18446744073709551617')) expect(row?.resource_id).toBe('18446744073709551617')
})

test.each([
  ['orders/create', '{"id":"a\\u0000b"}'],
  ['orders/create', '{"id":"\\ud800"}'],
  ['carts/update', '{"id":"\\u0000"}'],
  ['refunds/create', '{"id":1,"order_id":"\\u0000"}'],
  ['refunds/create', '{"id":1,"order_id":"\\udc00"}'],
])('%s: %s has an invalid id and is stored without it', async (topic, text) => {
  const id = idOf()
  const body = Buffer.from(text)
  const headers = { 'x-shopify-topic': topic, 'x-shopify-webhook-id': id }
  expect((await post(body, headers)).status).toBe(200)
  const [row] = await stored(id)
  expect(row?.body).toEqual(body)
  expect(row?.external_order_id).toBeNull()
})

describe('size', () => {
  const sized = (bytes: number) => Buffer.from(`{"a":"${'x'.repeat(bytes - 8)}"}`)

  test('stores a body of exactly the limit', async () => {
    const id = idOf()
    expect((await post(sized(MAX_BODY), { 'x-shopify-webhook-id': id })).status).toBe(200)
    const [row] =
      await sql`select octet_length(body) as bytes from webhooks where external_id = ${id}`
    expect(row?.bytes).toBe(MAX_BODY)
  })

  test('rejects one byte more', async () =>
    expect((await post(sized(MAX_BODY + 1))).status).toBe(413))

  test('reads a body without a length only up to the limit', async () => {
    let sent = 0
    const chunk = Buffer.alloc(1024 * 1024, 0x20)
    const endless = Readable.from(
      (function* () {
        for (;;) {
          sent += chunk.length
          yield chunk
        }
      })(),
      { objectMode: false },
    )
    const headers = webhookHeaders('orders/create', BODY)
    const request = Object.assign(endless, { method: 'POST', headers })
    expect((await answerWebhook(request as IncomingMessage, 'shopify')).status).toBe(413)
    endless.destroy()
    expect(sent).toBeLessThan(MAX_BODY + 3 * chunk.length)
  })

  test('stores a chunked body without a length', async () => {
    const id = idOf()
    const headers = webhookHeaders('orders/create', BODY, { 'x-shopify-webhook-id': id })
    const status = await new Promise((done, fail) => {
      const outgoing = httpRequest(
        `${base}/api/webhooks/shopify`,
        { method: 'POST', headers },
        (r) => {
          r.resume()
          done(r.statusCode)
        },
      )
      outgoing.on('error', fail)
      for (const byte of BODY) outgoing.write(Buffer.from([byte]))
      outgoing.end()
    })
    expect(status).toBe(200)
    expect((await stored(id))[0]?.body).toEqual(BODY)
  })
})
