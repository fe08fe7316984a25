import { beforeEach, expect, test } from 'vitest'
import { emptyTables, openTestDatabase } from '@/test/support/database'
import { testOrder } from '@/test/support/shopify-payloads'
import { processOutbox, sendWebhook } from '@/test/support/webhooks'

const { sql } = await openTestDatabase()

beforeEach(async () => {
  await emptyTables(sql, 'webhooks', 'outbox', 'orders', 'customers', 'exceptions')
})

const fulfillment = (given: Record<string, unknown> = {}) => ({
  id: 3001,
  order_id: 450789469,
  status: 'success',
  shipment_status: null,
  created_at: '2026-03-02T10:00:00Z',
  updated_at: '2026-03-02T10:00:00Z',
  tracking_company: 'UPS',
  tracking_number: '1Z999',
  tracking_url: 'https://example.com/1Z999',
  line_items: [{ id: 1, quantity: 2 }],
  ...given,
})
const sendFulfillment = (topic: 'create' | 'update', given: Record<string, unknown> = {}) =>
  sendWebhook(`fulfillments/${topic}`, fulfillment(given))
const shipments = () => sql`
  select source, status, carrier, tracking_number, external_id,
    (select sum(quantity)::int from shipment_lines where shipment_id = s.id) as units
  from shipments s order by id`
const order = async () => (await sql`select * from orders`)[0]
const statuses = async () => (await processOutbox()).results.map(({ status }) => status)

test('a storefront fulfillment becomes a shipment, and the order is fulfilled', async () => {
  await sendFulfillment('create')
  expect(await statuses()).toEqual(['waiting'])
  await sendWebhook('orders/create', testOrder())
  await processOutbox()
  expect(await shipments()).toEqual([
    {
      source: 'storefront',
      status: 'in_transit',
      carrier: 'UPS',
      tracking_number: '1Z999',
      external_id: '3001',
      units: 2,
    },
  ])
  expect((await order())?.fulfillment_status).toBe('fulfilled')
})

test('updates apply in the storefront’s order and never go back', async () => {
  await sendWebhook('orders/create', testOrder())
  await sendFulfillment('update', {
    shipment_status: 'delivered',
    updated_at: '2026-03-05T00:00:00Z',
  })
  await sendFulfillment('create')
  expect(await statuses()).toEqual(['processed', 'processed', 'superseded'])
  expect(await shipments()).toMatchObject([{ status: 'delivered', units: 2 }])
  expect(await sql`select delivered_at from shipments`).toEqual([
    { delivered_at: new Date('2026-03-05T00:00:00Z') },
  ])
})

test('a canceled fulfillment resets the order’s status', async () => {
  await sendWebhook('orders/create', testOrder())
  await sendFulfillment('create')
  await sendFulfillment('update', { status: 'cancelled', updated_at: '2026-03-03T00:00:00Z' })
  await processOutbox()
  expect(await shipments()).toMatchObject([{ status: 'canceled' }])
  expect((await order())?.fulfillment_status).toBe('unfulfilled')
})

test('a partial fulfillment sets the order to partial', async () => {
  await sendWebhook('orders/create', testOrder())
  await sendFulfillment('create', { line_items: [{ id: 1, quantity: 1 }] })
  await processOutbox()
  expect((await order())?.fulfillment_status).toBe('partial')
})

test('a fulfillment of an unknown line waits for the line', async () => {
  await sendWebhook('orders/create', testOrder())
  await sendFulfillment('create', { line_items: [{ id: 2, quantity: 1 }] })
  expect(await statuses()).toEqual(['processed', 'waiting'])
  const lines = [
    { id: 1, price: { shop: '30.00' } },
    { id: 2, price: { shop: '1.00' } },
  ]
  await sendWebhook('orders/updated', testOrder({ lines, updatedAt: '2026-03-02T00:00:00Z' }))
  expect(await statuses()).toEqual(['processed', 'processed'])
})

test('the echo of our own parcel is matched by tracking number', async () => {
  await sendWebhook('orders/create', testOrder())
  await processOutbox()
  await sql`insert into shipments (id, order_id, source, status, carrier, tracking_number, idempotency_key)
    select gen_random_uuid(), id, 'pipeline', 'label_bought', 'USPS', '1Z999', 'ours' from orders`
  await sendFulfillment('create')
  await processOutbox()
  expect(await shipments()).toMatchObject([
    { source: 'pipeline', status: 'label_bought', carrier: 'USPS', external_id: '3001' },
  ])
  await sendFulfillment('update', {
    shipment_status: 'delivered',
    updated_at: '2026-03-06T00:00:00Z',
  })
  await processOutbox()
  expect(await shipments()).toMatchObject([{ source: 'pipeline', status: 'delivered' }])
  expect(await sql`select 1 from exceptions`).toHaveLength(0)
  await sendFulfillment('update', { status: 'cancelled', updated_at: '2026-03-07T00:00:00Z' })
  await processOutbox()
  expect(await sql`select kind, detail->>'code' as code from exceptions`).toEqual([
    { kind: 'order_changed_late', code: 'fulfillment_canceled' },
  ])
})
