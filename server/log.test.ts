import { expect, test } from 'vitest'
import { createLog, withRequestId } from './log'

/** A log whose lines are kept instead of printed. */
function recordedLog() {
  const lines: string[] = []
  const log = createLog({ write: (line) => void lines.push(line) }, 'trace')
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '') as Record<string, unknown> }
}

const ORDER = {
  id: 5_678_901_234,
  name: '#1001',
  email: 'zoe@shop.example',
  contact_email: 'zoe@shop.example',
  phone: '+49 7777 1234567',
  total_price: '17.39',
  currency: 'EUR',
  note: 'Ring at Yamada',
  browser_ip: '203.0.113.7',
  customer: { id: 1, first_name: 'Zoë', last_name: 'Müller', email: 'zoe@shop.example' },
  billing_address: { name: 'Zoë Müller', address1: 'Domstraße 1', city: 'Köln', zip: '50667' },
  shipping_address: { company: 'Müller GmbH', province: 'NRW', latitude: 50.94 },
  payment_details: { credit_card_number: '4242 4242 4242 4242', credit_card_name: 'Z MULLER' },
  client_details: { user_agent: 'Mozilla/5.0' },
  fulfillments: [{ destination: { recipientName: 'Zoë Müller', street: 'Domstraße 1' } }],
  line_items: [{ sku: 'SKU 123', quantity: 1, properties: [{ name: 'Engraving', value: 'x' }] }],
}
const PERSONAL =
  /zoe|zoë|müller|mulller|7777|yamada|203\.0|domstra|köln|50667|nrw|50\.94|4242|mozilla/i

test('a logged order has ids but no personal data', () => {
  const { log, lines, last } = recordedLog()
  log.info({ order: ORDER, orderId: '0193' }, 'stored')
  expect(lines).toHaveLength(1)
  expect(lines[0]).not.toMatch(PERSONAL)
  expect(last()).toMatchObject({
    level: 'info',
    msg: 'stored',
    orderId: '0193',
    order: { id: 5_678_901_234, total_price: '17.39', currency: 'EUR' },
  })
})

test('redacts secrets under every usual name, at any depth', () => {
  const { log, lines } = recordedLog()
  log.warn({
    headers: {
      authorization: 'Bearer hidden-1',
      Cookie: 'next-auth.session-token=hidden-2',
      'set-cookie': ['a=hidden-3'],
      'X-Shopify-Hmac-Sha256': 'hidden-4',
      'x-inngest-signature': 'hidden-5',
      'X-Shopify-Access-Token': 'hidden-6',
    },
    deep: {
      deeper: [{ password: 'hidden-7', passwordHash: 'hidden-8', client_secret: 'hidden-9' }],
    },
    apiKey: 'hidden-10',
    INNGEST_SIGNING_KEY: 'hidden-11',
    DATABASE_URL: 'postgres://me:hidden-12@db/a',
    body: Buffer.from('hidden-13'),
  })
  expect(lines[0]).not.toMatch(/hidden-\d/)
  expect(lines[0]?.match(/\[redacted\]/g)?.length).toBeGreaterThanOrEqual(12)
})

test('redacts recognizable data in messages', () => {
  const { log, lines } = recordedLog()
  log.error(
    'zoe@shop.example paid with 4242424242424242, call +49 7777 1234567, Bearer abc.def, sk_live_abc, postgres://me:hunter2@db/a',
  )
  log.error({ url: 'smtp://me:hunter2@mail.example' }, 'for %s', 'zoe@shop.example')
  expect(lines.join()).not.toMatch(/zoe|4242|7777|abc|hunter2/)
  expect(lines[0]).toContain('@db/a')
})

test('ids, amounts and times stay readable', () => {
  const { log, last } = recordedLog()
  const entry = {
    orderId: '0193f0c1-7f1e-7d3a-9a55-3c1c2f6f0a11',
    externalId: '820982911946154508',
    amountMinor: 1_999n,
    at: '2026-11-22T14:05:00.000Z',
    hasEmail: true,
    tracking: '9400100000000000000000',
  }
  log.info(entry)
  expect(last()).toMatchObject({ ...entry, amountMinor: '1999' })
})

test('an error keeps its cause and loses the values of its statement', () => {
  const { log, last, lines } = recordedLog()
  const cause = Object.assign(new Error('duplicate key'), {
    code: '23505',
    detail: 'Key (email)=(zoe@shop.example) already exists.',
    parameters: ['zoe@shop.example'],
  })
  log.error(
    new Error('Failed query: insert into staff values ($1)\nparams: Zoë Müller,x', { cause }),
  )
  expect(lines[0]).not.toMatch(PERSONAL)
  expect(last()).toMatchObject({
    err: { type: 'Error', cause: { code: '23505', message: 'duplicate key' } },
  })
  expect(String((last().err as { stack: string }).stack)).toContain('log.test.ts')
})

test('truncates circular and endless values', () => {
  const { log, lines } = recordedLog()
  const loop: Record<string, unknown> = { id: 1 }
  loop.self = loop
  log.info({ loop, list: Array.from({ length: 10_000 }, (_, i) => i) })
  expect(lines[0]?.length).toBeLessThan(1000)
})

test('a request id reaches every line written while the request is answered', async () => {
  const { log, last } = recordedLog()
  await withRequestId('request-1', async () => {
    await Promise.resolve()
    log.child({ part: 'intake' }).info('stored')
  })
  expect(last()).toMatchObject({ requestId: 'request-1', part: 'intake' })
  log.info('later')
  expect(last()).not.toHaveProperty('requestId')
})
