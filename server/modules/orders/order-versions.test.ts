import { beforeEach, describe, expect, test } from 'vitest'
import { emptyTables, openTestDatabase } from '@/test/support/database'
import { testAddress, testOrder } from '@/test/support/shopify-payloads'
import { permutations, processOutbox, sendWebhook } from '@/test/support/webhooks'

const { sql } = await openTestDatabase()

beforeEach(async () => {
  await emptyTables(sql, 'webhooks', 'outbox', 'orders', 'customers')
})

const LINE = { id: 1, sku: 'SHIRT', title: 'Shirt', quantity: 2, price: { shop: '15.00' } }

/** The four webhooks of an order that is placed, paid, changed and canceled. */
const WEBHOOKS = {
  'orders/create': { financial_status: 'authorized' },
  'orders/paid': { financial_status: 'paid', tags: 'paid' },
  'orders/updated': {
    financial_status: 'paid',
    note: 'Ring twice',
    tags: 'vip',
    shipping_address: testAddress({ city: 'Wilmington' }),
    lines: [
      { ...LINE, quantity: 3, taxes: [{ title: 'GST', rate: 0.05, price: { shop: '2.00' } }] },
      { id: 2, title: 'Mug', price: { shop: '5.00' } },
    ],
    total: { shop: '57.00' },
    tax: { shop: '2.00' },
  },
  'orders/cancelled': {
    financial_status: 'refunded',
    cancelled_at: '2026-03-01T11:00:00-05:00',
    cancel_reason: 'customer',
    tags: 'gone',
    lines: [{ ...LINE, discounts: [{ amount: { shop: '3.00' }, application: 0 }] }],
    discount_applications: [{ type: 'manual', title: 'Sorry', value: '3.0' }],
    discount: { shop: '3.00' },
    total: { shop: '32.00' },
  },
} as const
type Topic = keyof typeof WEBHOOKS
const TOPICS = Object.keys(WEBHOOKS) as Topic[]

/** Returns everything stored about the order, without our own ids, versions and times. */
async function storedOrder() {
  const strip = (table: string, more: string[] = []) =>
    ['id', 'order_id', 'created_at', 'updated_at', 'version', 'progressed_at', ...more]
      .map((column) => `- '${column}'`)
      .join(' ') || table
  const rows = async (table: string, order: string, more: string[] = []) =>
    (
      await sql.unsafe(
        `select to_jsonb(t) ${strip(table, more)} as row from ${table} t order by ${order}`,
      )
    ).map(({ row }) => row)
  return {
    orders: await rows('orders', 'external_id', [
      'storefront_id',
      'snapshot_webhook_id',
      'customer_id',
    ]),
    lines: await rows('order_lines', 'external_id'),
    shipping: await rows('order_shipping_lines', 'position'),
    taxes: await rows('order_tax_lines', 'title, amount_minor', [
      'line_id',
      'shipping_line_id',
      'duty_id',
    ]),
    discounts: await rows('order_discounts', 'position'),
    allocations: await rows('order_discount_allocations', 'amount_minor', [
      'line_id',
      'shipping_line_id',
      'discount_id',
    ]),
    addresses: await rows('order_addresses', 'kind'),
    customers: await rows('customers', 'external_id', ['storefront_id']),
  }
}

async function deliverAll(order: readonly Topic[], at: (topic: Topic) => string) {
  await emptyTables(sql, 'webhooks', 'outbox', 'orders', 'customers')
  for (const topic of order) {
    await sendWebhook(topic, testOrder({ ...WEBHOOKS[topic], updatedAt: at(topic) } as never))
    await processOutbox()
  }
  return storedOrder()
}

describe('created, paid, updated and canceled in all 24 sequences', () => {
  const CLOCKS: Record<string, Partial<Record<Topic, string>>> = {
    'each at its own time': {
      'orders/create': '2026-03-01T10:00:00-05:00',
      'orders/paid': '2026-03-01T10:10:00-05:00',
      'orders/updated': '2026-03-01T10:20:00-05:00',
      'orders/cancelled': '2026-03-01T11:00:00-05:00',
    },
    'all in the same second': {},
    'a change after the cancellation': { 'orders/updated': '2026-03-02T10:00:00-05:00' },
    'paid last of all': { 'orders/paid': '2026-03-02T10:00:00-05:00' },
    'created last of all': { 'orders/create': '2026-03-02T10:00:00-05:00' },
  }

  test.each(Object.entries(CLOCKS))('%s', async (_, clock) => {
    const at = (topic: Topic) => clock[topic] ?? '2026-03-01T10:00:00-05:00'
    const [first, ...others] = permutations(TOPICS)
    const expected = await deliverAll(first ?? [], at)
    expect(expected.orders).toMatchObject([{ status: 'canceled', cancel_reason: 'customer' }])
    // As text, it depends on the time zone of the database.
    expect(new Date(expected.orders[0]?.canceled_at)).toEqual(new Date('2026-03-01T16:00:00Z'))
    expect(others).toHaveLength(23)
    for (const order of others) expect(await deliverAll(order, at), order.join()).toEqual(expected)
  })

  test('all at once, processed concurrently', async () => {
    const at = () => '2026-03-01T10:00:00-05:00'
    const expected = await deliverAll(TOPICS, at)
    for (let round = 0; round < 5; round++) {
      await emptyTables(sql, 'webhooks', 'outbox', 'orders', 'customers')
      for (const topic of TOPICS)
        await sendWebhook(topic, testOrder({ ...WEBHOOKS[topic], updatedAt: at() } as never))
      await Promise.all([processOutbox(), processOutbox(), processOutbox(), processOutbox()])
      await processOutbox()
      expect(await storedOrder()).toEqual(expected)
    }
  })
})

const order = () => sql`select * from orders`

test('an older version never overwrites a newer one', async () => {
  await sendWebhook('orders/updated', testOrder({ note: 'new', updatedAt: '2026-03-01T12:00:00Z' }))
  await sendWebhook('orders/updated', testOrder({ note: 'old', updatedAt: '2026-03-01T11:59:59Z' }))
  const { results } = await processOutbox()
  expect(results.map(({ status }) => status)).toEqual(['processed', 'superseded'])
  expect(await order()).toMatchObject([{ customer_note: 'new' }])
})

test('of two versions in the same second and topic, the later one wins', async () => {
  const sent = (at: string) => ({ 'x-shopify-triggered-at': at })
  await sendWebhook(
    'orders/updated',
    testOrder({ note: 'second' }),
    sent('2026-03-01T12:00:00.900Z'),
  )
  await sendWebhook(
    'orders/updated',
    testOrder({ note: 'first' }),
    sent('2026-03-01T12:00:00.100Z'),
  )
  await processOutbox()
  expect(await order()).toMatchObject([{ customer_note: 'second' }])
})

test('an order is placed once, whichever webhook comes first', async () => {
  await sendWebhook('orders/paid', testOrder())
  await sendWebhook('orders/create', testOrder())
  const { events } = await processOutbox()
  expect(events).toEqual(['order/placed'])
})

test('a paid order stays paid when a snapshot does not show it yet', async () => {
  await sendWebhook('orders/paid', testOrder({ financial_status: 'paid' }))
  await sendWebhook(
    'orders/updated',
    testOrder({ financial_status: 'pending', updatedAt: '2026-03-02T00:00:00Z' }),
  )
  await processOutbox()
  expect(await order()).toMatchObject([
    { storefront_payment_status: 'paid', payment_status: 'paid' },
  ])
})

test('an address edited by staff is not overwritten', async () => {
  await sendWebhook('orders/create', testOrder())
  await processOutbox()
  await sql`update order_addresses set city = 'Newark', edited_at = now() where kind = 'shipping'`
  const moved = testAddress({ city: 'Wilmington' })
  await sendWebhook(
    'orders/updated',
    testOrder({
      shipping_address: moved,
      billing_address: moved,
      updatedAt: '2026-03-02T00:00:00Z',
    }),
  )
  await processOutbox()
  expect(await sql`select kind, city from order_addresses order by kind`).toEqual([
    { kind: 'billing', city: 'Wilmington' },
    { kind: 'shipping', city: 'Newark' },
  ])
})

test('an unchanged address does not conflict with an open edit', async () => {
  await sendWebhook('orders/create', testOrder())
  await sendWebhook('orders/paid', testOrder({ updatedAt: '2026-03-02T00:00:00Z' }))
  await processOutbox()
  expect(await sql`select distinct version from order_addresses`).toEqual([{ version: 1 }])
})

test('a removed line is deleted, unless other rows refer to it', async () => {
  const mug = { id: 2, title: 'Mug', price: { shop: '5.00' } }
  await sendWebhook('orders/create', testOrder({ lines: [LINE, mug, { ...mug, id: 3 }] }))
  await processOutbox()
  const [line] = await sql`select id, order_id from order_lines where external_id = '2'`
  await sql`insert into shipments (id, order_id, source, status, idempotency_key)
    values (gen_random_uuid(), ${line?.order_id}, 'pipeline', 'pending', 'key')`
  await sql`insert into shipment_lines (id, shipment_id, line_id, quantity)
    select gen_random_uuid(), id, ${line?.id}, 1 from shipments`
  await sendWebhook(
    'orders/updated',
    testOrder({ lines: [LINE], updatedAt: '2026-03-02T00:00:00Z' }),
  )
  await processOutbox()
  expect(
    await sql`select external_id, current_quantity from order_lines order by external_id`,
  ).toEqual([
    { external_id: '1', current_quantity: 2 },
    { external_id: '2', current_quantity: 0 },
  ])
})

test("a payment-only snapshot leaves the order's parts unchanged", async () => {
  const rowsOf = async () => {
    const tables = ['order_lines', 'order_tax_lines', 'order_addresses', 'order_shipping_lines']
    // xmin is the transaction that last wrote a row.
    const rows = tables.map((table) =>
      sql.unsafe(`select id, xmin::text from ${table} order by id`),
    )
    return (await Promise.all(rows)).map((found) => [...found])
  }
  const order = { lines: [LINE], financial_status: 'authorized' }
  await sendWebhook('orders/create', testOrder({ ...order, updatedAt: '2026-03-01T10:00:00Z' }))
  await processOutbox()
  const before = await rowsOf()
  const paid = { ...order, financial_status: 'paid', updatedAt: '2026-03-01T10:01:00Z' }
  await sendWebhook('orders/paid', testOrder(paid))
  await processOutbox()
  expect(await rowsOf()).toEqual(before)
  const [row] = await sql`select storefront_payment_status as status from orders`
  expect(row?.status).toBe('paid')
  const more = { ...paid, lines: [{ ...LINE, quantity: 3 }], updatedAt: '2026-03-01T10:02:00Z' }
  await sendWebhook('orders/updated', testOrder(more))
  await processOutbox()
  const [line] = await sql`select quantity from order_lines`
  expect(line?.quantity).toBe(3)
})
