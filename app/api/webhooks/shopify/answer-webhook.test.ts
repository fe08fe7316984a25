import { createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestDatabase } from '@/db/testing'
import { signForShopify } from '@/server/adapters/shopify/signature'
import { webhookHeaders } from '@/server/commands/deliveries/testing'
import { POST as unknownPlatform } from '../[storefront]/route'
import { answerWebhook } from './answer-webhook'
import { LARGEST_BODY } from './read-body'
import { DELETE, GET, HEAD, OPTIONS, PATCH, PUT } from './route'

const { sql } = await openTestDatabase()
process.env.SHOPIFY_WEBHOOK_SECRET = 'secret-that-is-new, secret-of-the-test-shop'

const server = createServer((incoming, response) => {
  const request = new Request(`http://localhost${incoming.url}`, {
    method: 'POST',
    headers: incoming.headers as Record<string, string>,
    body: Readable.toWeb(incoming) as ReadableStream,
    duplex: 'half',
  } as RequestInit)
  void answerWebhook(request).then(async ({ response: answer }) => {
    response.writeHead(answer.status, Object.fromEntries(answer.headers))
    response.end(await answer.text())
  })
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

const postToUnknown = (storefront: string) =>
  unknownPlatform(new Request(base, { method: 'POST' }), {
    params: Promise.resolve({ storefront }),
  })

const idOf = () => `answer-${++counter}`
const stored = (id: string) => sql`select * from webhook_deliveries where delivery_id = ${id}`

test('a signed message is stored with its event before it is answered', async () => {
  const id = idOf()
  const answer = await post(BODY, { 'x-shopify-webhook-id': id, 'x-request-id': 'request-0001' })
  expect(answer).toMatchObject({ status: 200, body: { outcome: 'stored' } })
  expect(answer.headers.get('x-request-id')).toBe('request-0001')
  const [row] = await stored(id)
  expect(row).toMatchObject({ status: 'received', request_id: 'request-0001', resource_id: '1' })
  expect(row?.body).toEqual(BODY)
  const events = await sql`select data from outbox where data->>'deliveryId' = ${row?.id}`
  expect(events).toEqual([{ data: { deliveryId: row?.id, requestId: 'request-0001' } }])
})

test('a topic that is not used is stored without an event', async () => {
  const id = idOf()
  const headers = { 'x-shopify-topic': 'carts/update', 'x-shopify-webhook-id': id }
  expect(await post(BODY, headers)).toMatchObject({ status: 200, body: { outcome: 'unused' } })
  const [row] = await stored(id)
  expect(row?.status).toBe('unused')
  expect(await sql`select 1 from outbox where data->>'deliveryId' = ${row?.id}`).toHaveLength(0)
})

describe('signatures', () => {
  test.each(['secret-that-is-new', 'secret-of-the-test-shop'])('%s is accepted', async (secret) => {
    const signature = signForShopify(BODY, secret)
    const id = idOf()
    const headers = { 'x-shopify-hmac-sha256': signature, 'x-shopify-webhook-id': id }
    expect((await post(BODY, headers)).status).toBe(200)
  })

  test('another is refused, and nothing of the body is looked at', async () => {
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

describe('refusals say why', () => {
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
    ['a repeated key', Buffer.from('{"id":1,"id":2}'), 'the key "id" twice'],
    ['deep nesting', Buffer.from(`{"a":${'['.repeat(64)}${']'.repeat(64)}}`), 'deeper than 64'],
    ['a bare NUL', Buffer.from('{"a":"\0"}'), 'bare control character'],
  ])('%s', async (_, body, why) => {
    const answer = await post(body)
    expect(answer).toMatchObject({ status: 400, body: { error: expect.stringContaining(why) } })
  })

  test('another platform', async () =>
    expect((await postToUnknown('woocommerce')).status).toBe(404))

  test.each(Object.entries({ DELETE, GET, HEAD, OPTIONS, PATCH, PUT }))('%s', (_, handler) => {
    const response = handler()
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
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
])('%s is taken as it is', async (_, text) => {
  const id = idOf()
  const body = Buffer.from(text)
  expect((await post(body, { 'x-shopify-webhook-id': id })).status).toBe(200)
  const [row] = await stored(id)
  expect(row?.body).toEqual(body)
  if (text.includes('18446744073709551617')) expect(row?.resource_id).toBe('18446744073709551617')
})

describe('size', () => {
  const sized = (bytes: number) => Buffer.from(`{"a":"${'x'.repeat(bytes - 8)}"}`)

  test('exactly the limit is stored', async () => {
    const id = idOf()
    expect((await post(sized(LARGEST_BODY), { 'x-shopify-webhook-id': id })).status).toBe(200)
    const [row] =
      await sql`select octet_length(body) as bytes from webhook_deliveries where delivery_id = ${id}`
    expect(row?.bytes).toBe(LARGEST_BODY)
  })

  test('one byte more is refused', async () =>
    expect((await post(sized(LARGEST_BODY + 1))).status).toBe(413))

  test('a body without a length is read no further than the limit', async () => {
    let sent = 0
    const chunk = Buffer.alloc(1024 * 1024, 0x20)
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += chunk.length
        controller.enqueue(chunk)
      },
    })
    const headers = webhookHeaders('orders/create', BODY)
    const request = new Request(`${base}/api/webhooks/shopify`, {
      method: 'POST',
      headers,
      body: endless,
      duplex: 'half',
    } as RequestInit)
    expect((await answerWebhook(request)).response.status).toBe(413)
    expect(sent).toBeLessThan(LARGEST_BODY + 3 * chunk.length)
  })

  test('a body sent in pieces without a length is stored', async () => {
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
