import { beforeEach, expect, test } from 'vitest'
import { emptyTables, openTestDatabase } from '@/test/support/database'
import { testAddress, testOrder } from '@/test/support/shopify-payloads'
import { processOutbox, processRun, sendWebhook } from '@/test/support/webhooks'

const { sql } = await openTestDatabase()

beforeEach(async () => {
  await emptyTables(sql, 'webhooks', 'outbox', 'orders', 'customers', 'exceptions')
})

const edit = (removed: number, at: string, id = 1) => ({
  order_edit: {
    id,
    order_id: 450789469,
    committed_at: at,
    line_items: { additions: [], removals: [{ id: 1, delta: removed }] },
  },
})
/** Builds Shopify's payload of the order at a time, with `left` of its four shirts remaining. */
const orderPayload = (left: number, at: string) =>
  testOrder({
    lines: [{ id: 1, quantity: 4, current_quantity: left, price: { shop: '7.50' } }],
    updatedAt: at,
  })
const left = async () => (await sql`select current_quantity from order_lines`)[0]?.current_quantity
const T = (minute: number) => `2026-03-01T10:${String(minute).padStart(2, '0')}:00Z`

const PLACED = ['orders/create', orderPayload(4, T(0))] as const
const EDITED = ['orders/edited', edit(1, T(10))] as const
const EDITED_AGAIN = ['orders/edited', edit(2, T(20), 2)] as const
const BETWEEN = ['orders/updated', orderPayload(4, T(5))] as const
const AFTER_FIRST = ['orders/updated', orderPayload(3, T(10))] as const
const AFTER_SECOND = ['orders/updated', orderPayload(1, T(20))] as const

test.each([
  ['an edit', [PLACED, EDITED], 3],
  ['an edit before its order', [EDITED, PLACED], 3],
  ['two edits', [PLACED, EDITED, EDITED_AGAIN], 1],
  ['an edit, then the order that includes it', [PLACED, EDITED, AFTER_FIRST], 3],
  ['the order that includes an edit, then the edit', [PLACED, AFTER_FIRST, EDITED], 3],
  ['an edit, then an older order', [PLACED, EDITED, BETWEEN], 3],
  ['two edits, and the order after the first', [PLACED, EDITED, EDITED_AGAIN, AFTER_FIRST], 1],
  ['the newest order first', [AFTER_SECOND, EDITED_AGAIN, EDITED, PLACED], 1],
  ['the same edit in two webhooks', [PLACED, EDITED, EDITED], 3],
  ['more units removed than exist', [PLACED, ['orders/edited', edit(9, T(10))]], 0],
] as const)('%s', async (_, messages, expected) => {
  for (const [topic, payload] of messages) {
    await sendWebhook(topic, payload)
    await processOutbox()
  }
  expect(await left()).toBe(expected)
  await emptyTables(sql, 'webhooks', 'outbox', 'orders')
  for (const [topic, payload] of messages) await sendWebhook(topic, payload)
  while ((await processRun()).length > 0);
  expect(await left()).toBe(expected)
})

test('an edit after shipping opens an exception', async () => {
  await sendWebhook(...PLACED)
  await processOutbox()
  await sql`insert into shipments (id, order_id, source, status, idempotency_key)
    select gen_random_uuid(), id, 'pipeline', 'label_bought', 'ours' from orders`
  await sendWebhook(...EDITED)
  await processOutbox()
  expect(await sql`select kind, message from exceptions`).toEqual([
    {
      kind: 'order_changed_late',
      message: expect.stringMatching(/0 units added, 1 removed.*shipped/),
    },
  ])
})

test('a changed address after shipping opens an exception, the same address does not', async () => {
  await sendWebhook(...PLACED)
  await processOutbox()
  await sql`insert into shipments (id, order_id, source, status, idempotency_key)
    select gen_random_uuid(), id, 'pipeline', 'label_bought', 'ours' from orders`
  await sendWebhook('orders/paid', orderPayload(4, T(30)))
  await processOutbox()
  expect(await sql`select 1 from exceptions`).toHaveLength(0)
  const moved = { ...orderPayload(4, T(40)), shipping_address: testAddress({ city: 'Wilmington' }) }
  await sendWebhook('orders/updated', moved)
  await processOutbox()
  expect(await sql`select message from exceptions`).toEqual([
    { message: 'The storefront changed the shipping address after the order was shipped.' },
  ])
})

test('an address corrected in the storefront resumes a blocked order', async () => {
  const broken = { ...orderPayload(4, T(0)), shipping_address: testAddress({ address1: '🏠' }) }
  await sendWebhook('orders/create', broken)
  await processOutbox()
  expect(await sql`select emptied_fields from order_addresses where kind = 'shipping'`).toEqual([
    { emptied_fields: ['address1'] },
  ])
  await sql`update orders set status = 'blocked'`
  await sql`update order_steps set status = 'blocked' where step = 'validate'`
  await sendWebhook('orders/updated', {
    ...orderPayload(4, T(9)),
    tags: 'looked at',
    shipping_address: broken.shipping_address,
  })
  expect((await processOutbox()).events).toEqual([])
  await sendWebhook('orders/updated', orderPayload(4, T(10)))
  expect((await processOutbox()).events).toEqual(['order/resumed'])
  expect(await sql`select status from order_steps where step = 'validate'`).toEqual([
    { status: 'pending' },
  ])
})

test('a total changed after its capture opens an exception', async () => {
  await sendWebhook(...PLACED)
  await processOutbox()
  await sql`insert into payments (id, order_id, external_id, kind, gateway, currency, shop_currency)
    select gen_random_uuid(), id, '1', 'card', 'stripe', 'USD', 'USD' from orders`
  await sql`insert into payment_transactions
    (id, payment_id, order_id, kind, status, amount_minor, amount_shop_minor, source, idempotency_key)
    select gen_random_uuid(), id, order_id, 'capture', 'succeeded', 3500, 3500, 'pipeline', 'key' from payments`
  await sendWebhook('orders/updated', {
    ...orderPayload(4, T(10)),
    ...testOrder({ total: { shop: '45.00' }, updatedAt: T(10) }),
  })
  await processOutbox()
  expect(await sql`select kind, message from exceptions`).toEqual([
    {
      kind: 'amount_mismatch',
      message: 'The storefront changed the total from $35.00 to $45.00 after it was captured.',
    },
  ])
})
