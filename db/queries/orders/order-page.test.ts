import { v7 as uuidv7 } from 'uuid'
import { beforeAll, expect, it } from 'vitest'
import { openTestDatabase } from '@/test/support/database'
import { insertTestOrders, insertTestStorefront } from '@/test/support/orders'
import { listOrderEvents, TIMELINE_PAGE } from './order-events'
import { findOrderHeading, findOrderPage } from './order-page'

const { sql } = await openTestDatabase()
let orderId = ''

const amounts = (...names: string[]) =>
  Object.fromEntries(
    names.flatMap((name) => [`${name}_minor`, `${name}_shop_minor`].map((c) => [c, 5])),
  )

/** Two orders with one row of each kind, so that a mix-up is noticed. */
beforeAll(async () => {
  const storefront = await insertTestStorefront(sql)
  const ids = await insertTestOrders(sql, storefront, [{ name: '#1' }, { name: '#2' }])
  for (const id of ids) await fill(id)
  orderId = ids[0] ?? ''
})

async function fill(order_id: string): Promise<void> {
  const [line, shipping, duty, discount, payment, shipment, resolution] = Array.from(
    { length: 7 },
    () => uuidv7(),
  )
  const insert = (table: string, row: Record<string, unknown>) =>
    sql`insert into ${sql(table)} ${sql({ id: uuidv7(), ...row } as Record<string, string>)}`
  await insert('order_lines', {
    ...{ id: line, order_id, external_id: '1', position: 0, title: '茶碗', quantity: 2 },
    ...{ current_quantity: 2, ...amounts('unit_price', 'discount', 'paid', 'tax') },
    properties: sql.json([{ name: 'Engraving', value: 'Für Mama' }]),
  })
  await insert('order_shipping_lines', {
    ...{ id: shipping, order_id, position: 0, title: 'Express' },
    ...amounts('price', 'discount', 'tax'),
  })
  await insert('order_duties', {
    ...{ id: duty, order_id, line_id: line, scope: 'international' },
    ...amounts('amount'),
  })
  await insert('order_discounts', {
    ...{ id: discount, order_id, position: 0, kind: 'code', label: 'TEN', target: 'line_item' },
    ...amounts('amount'),
  })
  await insert('order_tax_lines', {
    ...{ order_id, line_id: line, position: 0, title: 'VAT', rate: '0.19' },
    ...amounts('amount'),
  })
  for (const kind of ['shipping', 'billing'])
    await insert('order_addresses', { order_id, kind, city: 'Köln', country_code: 'DE' })
  await insert('payments', {
    ...{ id: payment, order_id, external_id: '1', kind: 'card', gateway: 'stripe' },
    ...{ currency: 'EUR', shop_currency: 'USD' },
  })
  for (const [kind, status] of [
    ['authorization', 'succeeded'],
    ['capture', 'failed'],
    ['capture', 'succeeded'],
  ])
    await insert('payment_transactions', {
      ...{ payment_id: payment, order_id, kind, status, source: 'pipeline' },
      ...{ raw: sql.json({ secret: 'of the gateway' }), idempotency_key: uuidv7() },
      ...amounts('amount'),
    })
  await insert('disputes', {
    ...{ order_id, external_id: '1', kind: 'chargeback', status: 'open' },
    ...{ currency: 'EUR', amount_minor: 5 },
  })
  await insert('shipments', {
    ...{ id: shipment, order_id, source: 'pipeline', status: 'in_transit' },
    idempotency_key: uuidv7(),
  })
  await insert('shipment_lines', { shipment_id: shipment, line_id: line, quantity: 1 })
  await insert('resolutions', {
    ...{ id: resolution, order_id, kind: 'refund', source: 'storefront', status: 'succeeded' },
    ...{ currency: 'EUR', items_minor: 5, tax_minor: 0, shipping_minor: 0, duty_minor: 0 },
    ...{ adjustment_minor: 0, total_minor: 5, idempotency_key: uuidv7(), at: new Date() },
  })
  await insert('resolution_lines', {
    ...{ resolution_id: resolution, line_id: line, quantity: 1, restock: 'none' },
    ...{ amount_minor: 5, tax_minor: 0 },
  })
  for (const [position, step] of ['validate', 'screen'].entries())
    await insert('order_steps', { order_id, step, position, idempotency_key: uuidv7() })
  await insert('exceptions', {
    ...{ order_id, step: 'validate', kind: 'totals_mismatch', stage: 'staff', status: 'open' },
    ...{ severity: 'low', fingerprint: 'x', message: 'They do not add up.' },
  })
  for (let i = 0; i < TIMELINE_PAGE + 30; i++)
    await insert('order_events', {
      ...{ order_id, type: `test.${i}`, actor_kind: 'system', actor_id: 'x', actor_name: 'x' },
    })
}

it('returns one of each row, and nothing of another order', async () => {
  const page = await findOrderPage(orderId)
  if (!page) throw new Error('The order is not found.')
  expect(page.order).toMatchObject({ id: orderId, name: '#1', totalMinor: 1990n, currency: 'EUR' })
  expect(page.storefront.shopDomain).toMatch(/example$/)
  const { lines, shippingLines, duties, discounts, taxLines, addresses } = page
  expect([lines, shippingLines, duties, discounts, taxLines].map(({ length }) => length)).toEqual([
    1, 1, 1, 1, 1,
  ])
  expect(addresses.map(({ kind }) => kind).sort()).toEqual(['billing', 'shipping'])
  expect(lines[0]).toMatchObject({
    title: '茶碗',
    unitPriceMinor: 5n,
    properties: [{ name: 'Engraving', value: 'Für Mama' }],
  })
  expect(page.payments.map(({ transactions }) => transactions.map(({ kind }) => kind))).toEqual([
    ['authorization', 'capture', 'capture'],
  ])
  expect(page.payments[0]?.capturedMinor).toBe(5n)
  expect(page.shipments.map(({ lines: units }) => units.length)).toEqual([1])
  expect(page.resolutions.map(({ lines: units }) => units.length)).toEqual([1])
  expect(page.disputes).toHaveLength(1)
  expect(page.exceptions).toHaveLength(1)
  expect(page.steps.map(({ step }) => step)).toEqual(['validate', 'screen'])
})

it('omits raw gateway responses and idempotency keys', async () => {
  const page = await findOrderPage(orderId)
  const text = JSON.stringify(page, (_, value) =>
    typeof value === 'bigint' ? String(value) : value,
  )
  expect(text).not.toMatch(/of the gateway|searchText/)
  expect(page?.payments[0]?.transactions[0]).not.toHaveProperty('idempotencyKey')
})

it('reads the timeline from the newest, then older pages', async () => {
  const page = await findOrderPage(orderId)
  const recent = page?.timeline.events ?? []
  expect(recent).toHaveLength(TIMELINE_PAGE)
  expect(page?.timeline.hasOlder).toBe(true)
  expect(recent[0]?.type).toBe(`test.${TIMELINE_PAGE + 29}`)
  const older = await listOrderEvents(orderId, recent.at(-1)?.id)
  expect(older.events).toHaveLength(30)
  expect(older.hasOlder).toBe(false)
  expect(older.events.at(-1)?.type).toBe('test.0')
})

it('returns undefined for an unknown order', async () => {
  expect(await findOrderPage(uuidv7())).toBeUndefined()
  expect(await findOrderHeading(uuidv7())).toBeUndefined()
  expect(await findOrderHeading(orderId)).toEqual({ name: '#1' })
})
