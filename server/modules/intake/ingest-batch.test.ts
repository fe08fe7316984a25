import { beforeEach, describe, expect, test } from 'vitest'
import { emptyTables, openTestDatabase } from '@/test/support/database'
import { testOrder, testTransaction } from '@/test/support/shopify-payloads'
import { ingest, processOutbox, processRun, sendWebhook } from '@/test/support/webhooks'
import { ingestBatch } from './ingest-batch'

const { sql } = await openTestDatabase()

beforeEach(async () => {
  await emptyTables(sql, 'webhooks', 'outbox', 'orders', 'customers', 'exceptions')
})

const placed = () => sendWebhook('orders/create', testOrder())
const charged = (given = {}) =>
  sendWebhook('order_transactions/create', testTransaction({ kind: 'sale', ...given }))
const paid = (given = {}) =>
  sendWebhook(
    'orders/paid',
    testOrder({ updatedAt: '2026-03-01T10:00:05-05:00', financial_status: 'paid', ...given }),
  )

/** Takes the webhooks out of the outbox, as one run receives them. */
async function received(): Promise<{ webhookId: string; requestId: string }[]> {
  const rows = await sql`
    update outbox set sent_at = now() where name = 'webhook/received' and sent_at is null
    returning id, data`
  return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ data }) => data)
}

const run = async () => (await processRun()).map(({ status }) => status)
const statuses = async () =>
  (await sql`select status from webhooks order by id`).map(({ status }) => status)

/** Returns an order's final rows, without times and the order of arrival. */
async function state() {
  const [orders, payments, transactions, lines, customers, webhooks, events] = await Promise.all([
    sql`select status, payment_status, storefront_payment_status, settled_payment_status,
      total_minor, storefront_updated_at, search_text from orders`,
    sql`select kind, authorized_minor, captured_minor, captured_shop_minor from payments`,
    sql`select kind, status, amount_minor, idempotency_key like '%:transaction:5001' as is_it
      from payment_transactions`,
    sql`select external_id, quantity, paid_minor from order_lines`,
    sql`select external_id, email from customers`,
    sql`select topic, external_order_id, status in ('processed', 'superseded') as is_settled
      from webhooks order by topic`,
    sql`select name from outbox where name <> 'webhook/received'`,
  ])
  return { orders, payments, transactions, lines, customers, webhooks, events }
}

const ARRIVAL_ORDERS = [
  [placed, charged, paid],
  [placed, paid, charged],
  [charged, placed, paid],
  [charged, paid, placed],
  [paid, placed, charged],
  [paid, charged, placed],
]

describe('webhooks of one order', () => {
  test.each(ARRIVAL_ORDERS)(
    'have the same result in a batch as one by one, in any order (%#)',
    async (...senders) => {
      for (const send of senders) await send()
      await processOutbox()
      const expected = await state()
      expect(expected.orders).toMatchObject([{ payment_status: 'paid' }])
      await emptyTables(sql, 'webhooks', 'outbox', 'orders', 'customers', 'exceptions')
      for (const send of senders) await send()
      await run()
      expect(await received()).toEqual([])
      expect(await state()).toEqual(expected)
    },
  )

  test('settle a pending refund, whichever webhook comes first', async () => {
    const pays = testTransaction({ id: 6001, kind: 'refund', parent_id: 5001, amount: '15.00' })
    const transactions = [{ ...pays, status: 'pending' }]
    const refund = { id: 8001, order_id: 450789469, created_at: '2026-03-02T10:00:00Z' }
    await placed()
    await charged()
    await sendWebhook('refunds/create', { ...refund, refund_line_items: [], transactions })
    await sendWebhook('order_transactions/create', pays)
    await run()
    await run()
    expect(await sql`select status from resolutions`).toEqual([{ status: 'succeeded' }])
    expect(await sql`select refunded_minor::int as refunded from payments`).toEqual([
      { refunded: 1500 },
    ])
  })

  test('are ingested in one transaction, each under its own request id', async () => {
    await charged()
    await placed()
    await sql`update webhooks set request_id = topic`
    await sql`update outbox set data = data || jsonb_build_object('requestId',
      (select topic from webhooks d where d.id::text = data->>'webhookId'))`
    expect(await run()).toEqual(['processed', 'processed'])
    expect(await sql`select distinct xmin from webhooks`).toHaveLength(1)
    expect(
      await sql`select data->>'requestId' as id from outbox where name = 'order/placed'`,
    ).toEqual([{ id: 'orders/create' }])
  })

  test('are processed once, also when repeated or processed concurrently', async () => {
    await placed()
    await charged()
    const webhooks = await received()
    const twice = [...webhooks, ...webhooks]
    await Promise.all([ingestBatch(twice), ingestBatch(twice), ingestBatch(webhooks)])
    expect(await statuses()).toEqual(['processed', 'processed'])
    expect(await sql`select captured_minor::int as captured from payments`).toEqual([
      { captured: 3500 },
    ])
    expect(await sql`select 1 from order_events where type = 'order.placed'`).toHaveLength(1)
    expect(await sql`select 1 from outbox where name = 'order/placed'`).toHaveLength(1)
  })

  test('include those assigned to later runs, which then find them done', async () => {
    await placed()
    const first = await received()
    await charged()
    await sendWebhook('orders/create', testOrder({ id: 2 }))
    await ingestBatch(first)
    expect(await statuses()).toEqual(['processed', 'processed', 'received'])
    expect(await run()).toEqual(['processed', 'processed'])
    expect(await sql`select 1 from payment_transactions`).toHaveLength(1)
  })

  test('held by one run are skipped by the next, which checks them later', async () => {
    await placed()
    await charged()
    const runs = (await received()).map((one) => ingestBatch([one]))
    for (const results of await Promise.all(runs))
      expect(new Set([...results.values()].map(({ status }) => status))).toEqual(
        new Set(['processed']),
      )
    expect(await sql`select distinct xmin from webhooks`).toHaveLength(1)
  })

  test('retry others that wait for them', async () => {
    await charged()
    expect(await run()).toEqual(['waiting'])
    await placed()
    await paid()
    expect(await run()).toEqual(['processed', 'processed'])
    expect(await run()).toEqual(['processed'])
    expect(await received()).toEqual([])
  })
})

describe('a webhook that cannot be applied', () => {
  test.each([
    [
      'cannot be read',
      () => sendWebhook('order_transactions/create', { id: 1, order_id: 450789469 }),
    ],
    ['contradicts the others', () => charged({ id: 5002, currency: 'GBP' })],
  ])('because it %s does not affect the rest of its batch', async (_, spoil) => {
    await placed()
    await spoil()
    await charged()
    expect(await run()).toEqual(['processed', 'unreadable', 'processed'])
    expect(await sql`select payment_status from orders`).toEqual([{ payment_status: 'paid' }])
    expect(await sql`select kind from exceptions`).toEqual([{ kind: 'webhook_unreadable' }])
  })

  test('and is not in the run does not affect the others', async () => {
    await placed()
    const first = await received()
    await sendWebhook('order_transactions/create', { id: 1, order_id: 450789469 })
    await charged({ currency: 'GBP' })
    expect(await ingestBatch(first)).toEqual(new Map())
    expect(await ingest(String(first[0]?.webhookId))).toMatchObject({ status: 'processed' })
    expect(await run()).toEqual(['unreadable', 'unreadable'])
  })

  test('does not affect other orders', async () => {
    await placed()
    await charged({ currency: 'GBP' })
    await sendWebhook('orders/create', testOrder({ id: 2 }))
    const results = await ingestBatch(await received())
    expect([...results.values()].map(({ status }) => status)).toEqual(['processed'])
    expect(await sql`select external_id from orders`).toEqual([{ external_id: '2' }])
  })

  test('temporarily rolls back its group, which is retried', async () => {
    await placed()
    await charged()
    const webhooks = await received()
    await sql`alter table payment_transactions rename to away`
    try {
      expect(await ingestBatch(webhooks)).toEqual(new Map())
    } finally {
      await sql`alter table away rename to payment_transactions`
    }
    expect(await statuses()).toEqual(['received', 'received'])
    expect(await sql`select 1 from orders`).toHaveLength(0)
    const results = await ingestBatch(webhooks)
    expect([...results.values()].map(({ status }) => status)).toEqual(['processed', 'processed'])
    expect(await sql`select payment_status from orders`).toEqual([{ payment_status: 'paid' }])
  })
})
