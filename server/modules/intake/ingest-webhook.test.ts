import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { emptyTables, openTestDatabase } from '@/test/support/database'
import { testAddress, testOrder, testTransaction } from '@/test/support/shopify-payloads'
import { ingest, processOutbox, sendWebhook, TEST_SHOP_DOMAIN } from '@/test/support/webhooks'

const { sql } = await openTestDatabase()

beforeEach(async () => {
  await emptyTables(sql, 'webhooks', 'outbox', 'orders', 'customers', 'exceptions')
})

const statuses = async () => (await processOutbox()).results.map(({ status }) => status)
const idOf = async (topic: string) =>
  String((await sql`select id from webhooks where topic = ${topic}`)[0]?.id)

/** Digits and letters that do not compress. */
const LONG = randomBytes(20_000).toString('hex')

test('an order is stored amount by amount, in both currencies', async () => {
  await sendWebhook(
    'orders/create',
    testOrder({
      presentment: 'KWD',
      lines: [
        {
          id: 1,
          title: 'Shirt',
          sku: 'S-1',
          quantity: 3,
          price: { shop: '10.00', presentment: '3.075' },
          taxes: [{ title: 'VAT', rate: 0.05, price: { shop: '1.50', presentment: '0.461' } }],
          properties: [{ name: 'Engraving', value: 'عائشة' }],
        },
      ],
      shipping: { shop: '5.00', presentment: '1.540' },
      discount: { shop: '1.00', presentment: '0.310' },
      tax: { shop: '1.50', presentment: '0.461' },
      total: { shop: '35.50', presentment: '10.916' },
      shipping_address: testAddress({ country_code: 'KW' }),
    }),
  )
  expect(await statuses()).toEqual(['processed'])
  expect(
    await sql`
    select status, payment_status, currency, shop_currency, subtotal_minor::int as subtotal,
      discount_minor::int as discount, total_minor::int as total, total_shop_minor::int as total_shop,
      search_text from orders`,
  ).toEqual([
    {
      status: 'processing',
      payment_status: 'authorized',
      currency: 'KWD',
      shop_currency: 'USD',
      subtotal: 9225,
      discount: 310,
      total: 10916,
      total_shop: 3550,
      search_text:
        '#1001 450789469 ada lovelace ada@example.com +13025550100 13025550100 12 analytical way dover 19901 s-1 shirt',
    },
  ])
  expect(
    await sql`
    select quantity, unit_price_minor::int as price, discount_minor::int as discount,
      paid_minor::int as paid, tax_minor::int as tax, tax_shop_minor::int as tax_shop, properties
    from order_lines`,
  ).toEqual([
    {
      quantity: 3,
      price: 3075,
      discount: 310,
      paid: 8915,
      tax: 461,
      tax_shop: 150,
      properties: [{ name: 'Engraving', value: 'عائشة' }],
    },
  ])
  expect(
    await sql`select rate, amount_minor::int as minor from order_tax_lines where line_id is not null`,
  ).toEqual([{ rate: '0.05', minor: 461 }])
  expect(await sql`select actor_kind, actor_name, type from order_events`).toEqual([
    { actor_kind: 'storefront', actor_name: TEST_SHOP_DOMAIN, type: 'order.placed' },
  ])
})

describe('repeats', () => {
  test('a webhook processed twice or concurrently is applied once', async () => {
    await sendWebhook('orders/create', testOrder())
    await sendWebhook('order_transactions/create', testTransaction({ kind: 'sale' }))
    const [first, second] = [await idOf('orders/create'), await idOf('order_transactions/create')]
    const all = [first, second, first, second, first, second].map((id) => ingest(id))
    const results = await Promise.all(all)
    expect(results.every(({ status }) => status === 'processed' || status === 'waiting')).toBe(true)
    await processOutbox()
    expect(await ingest(first)).toEqual({ status: 'processed' })
    expect(await sql`select count(*)::int as n from orders`).toEqual([{ n: 1 }])
    expect(await sql`select captured_minor::int as captured from payments`).toEqual([
      { captured: 3500 },
    ])
    expect(
      await sql`select count(*)::int as n from order_events where type = 'order.placed'`,
    ).toEqual([{ n: 1 }])
    expect(await sql`select count(*)::int as n from outbox where name = 'order/placed'`).toEqual([
      { n: 1 },
    ])
  })

  test('many concurrent webhooks about few orders neither deadlock nor get lost', async () => {
    for (let n = 0; n < 60; n++) {
      const id = 100 + (n % 5)
      const at = new Date(Date.UTC(2026, 2, 1, 0, n)).toISOString()
      await sendWebhook('orders/updated', testOrder({ id, note: String(n), updatedAt: at }))
    }
    await Promise.all(Array.from({ length: 6 }, () => processOutbox()))
    expect(await sql`select customer_note from orders order by external_id`).toEqual(
      [55, 56, 57, 58, 59].map((n) => ({ customer_note: String(n) })),
    )
    expect(await sql`select 1 from webhooks where status = 'received'`).toHaveLength(0)
  })
})

describe('an unreadable webhook', () => {
  const exceptions = () => sql`select kind, status, webhook_id, message, detail from exceptions`

  test('is stored with its reason, and later webhooks are processed', async () => {
    await sendWebhook(
      'orders/create',
      testOrder({ id: 1, total_price: '35.001', total_price_set: null }),
    )
    await sendWebhook('orders/create', testOrder({ id: 2 }))
    expect(await statuses()).toEqual(['unreadable', 'processed'])
    const [webhook] = await sql`select * from webhooks where status = 'unreadable'`
    expect(webhook).toMatchObject({
      external_order_id: '1',
      reason: expect.stringMatching(/^total_price: "35\.001" has .*decimals/),
    })
    expect(await exceptions()).toMatchObject([
      {
        kind: 'webhook_unreadable',
        status: 'open',
        webhook_id: webhook?.id,
        message: expect.stringContaining('orders/create: total_price'),
        detail: { externalOrderId: '1', code: 'payload' },
      },
    ])
    expect(await ingest(webhook?.id)).toEqual({ status: 'unreadable' })
    expect(await exceptions()).toHaveLength(1)
  })

  test('closes its exception when it can be parsed later', async () => {
    await sendWebhook('orders/create', testOrder({ total_price: '35.001', total_price_set: null }))
    await processOutbox()
    const id = await idOf('orders/create')
    const body = Buffer.from(JSON.stringify(testOrder()))
    await sql`update webhooks set status = 'received', body = ${body} where id = ${id}`
    expect(await ingest(id)).toMatchObject({ status: 'processed' })
    expect(await exceptions()).toMatchObject([{ status: 'resolved' }])
    expect(await sql`select reason from webhooks`).toEqual([{ reason: null }])
  })

  test('includes values that only the database rejects', async () => {
    await sql`alter table orders add constraint no_poison check (name <> '#666')`
    try {
      await sendWebhook('orders/create', testOrder({ name: '#666' }))
      expect(await statuses()).toEqual(['unreadable'])
    } finally {
      await sql`alter table orders drop constraint no_poison`
    }
    expect(await exceptions()).toMatchObject([{ message: expect.stringContaining('no_poison') }])
    expect(await sql`select 1 from orders`).toHaveLength(0)
  })

  test.each([
    ['a name', { name: LONG }],
    ['an email', { email: LONG }],
    ['a phone', { phone: LONG.replace(/\D/g, '') }],
    ['a tag', { tags: LONG }],
    ['the name of a customer', { customer: { id: 1, first_name: LONG } }],
    ['a SKU', { lines: [{ id: 1, sku: LONG, quantity: 1, price: { shop: '30.00' } }] }],
  ])('includes %s that is too long for an index', async (_, fields) => {
    await sendWebhook('orders/create', testOrder(fields))
    expect(await statuses()).toEqual(['unreadable'])
    expect(await exceptions()).toMatchObject([{ message: expect.stringContaining('54000') }])
  })

  test('includes references too long for an index', async () => {
    await sendWebhook('orders/create', testOrder())
    await sendWebhook('order_transactions/create', testTransaction({ authorization: LONG }))
    const line_items = [{ id: 1, quantity: 2 }]
    const parcel = { id: 1, order_id: 450789469, tracking_number: LONG, line_items }
    await sendWebhook('fulfillments/create', parcel)
    expect(await statuses()).toEqual(['processed', 'unreadable', 'unreadable'])
    expect(await exceptions()).toHaveLength(2)
  })

  test.each([
    ['orders/create', { id: 1 }],
    ['refunds/create', { id: 1 }],
    ['order_transactions/create', { id: 1, kind: 'sale', status: 'success', amount: '1.00' }],
    ['fulfillments/create', { id: 1, line_items: [] }],
    ['disputes/create', { id: 1, amount: '1.00', currency: 'USD' }],
    ['orders/edited', { order_edit: { id: 1 } }],
    ['customers/update', { email: 'x' }],
    ['customers/redact', { orders_to_redact: 'all' }],
    ['customers/data_request', { customer: 7 }],
  ])('%s without its required fields', async (topic, payload) => {
    await sendWebhook(topic, payload)
    expect(await statuses()).toEqual(['unreadable'])
    expect(await exceptions()).toHaveLength(1)
  })
})

test('a transient failure leaves the webhook unchanged', async () => {
  await sendWebhook('orders/create', testOrder())
  const id = await idOf('orders/create')
  await sql`alter table orders rename to orders_away`
  try {
    await expect(ingest(id)).rejects.toThrow()
  } finally {
    await sql`alter table orders_away rename to orders`
  }
  expect(await sql`select status from webhooks`).toEqual([{ status: 'received' }])
  expect(await ingest(id)).toMatchObject({ status: 'processed' })
})

test('a topic that is no longer used is marked unused', async () => {
  await sendWebhook('orders/create', testOrder())
  await sql`update webhooks set topic = 'carts/update'`
  expect(await statuses()).toEqual(['unused'])
})
