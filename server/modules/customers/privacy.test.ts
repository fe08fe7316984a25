import { beforeEach, expect, test } from 'vitest'
import { emptyTables, openTestDatabase } from '@/test/support/database'
import {
  testAddress,
  testOrder,
  testTransaction,
  withExactIds,
} from '@/test/support/shopify-payloads'
import { ingest, processOutbox, sendWebhook } from '@/test/support/webhooks'

const { sql } = await openTestDatabase()

beforeEach(async () => {
  await emptyTables(sql, 'webhooks', 'outbox', 'orders', 'customers', 'exceptions', 'audit_log')
})

const SECRETS = [
  'Lovelace',
  'ada@example.com',
  'Analytical',
  '3025550100',
  'Ring twice',
  'For Byron',
]

const personal = (given: object = {}): string =>
  withExactIds(
    testOrder({
      note: 'Ring twice',
      lines: [
        {
          id: 'exact:9007199254740993',
          price: { shop: '30.00' },
          properties: [{ name: 'Engraving', value: 'For Byron' }],
        },
      ],
      ...given,
    }),
  )
const request = {
  shop_domain: 'goods.myshopify.com',
  customer: { id: 7001, email: 'ada@example.com', phone: '+13025550100' },
}

/** Returns every text of every table, including the audit log and stored webhooks. */
async function everything(): Promise<string> {
  const tables = await sql`
    select table_name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`
  const texts = []
  for (const { table_name: table } of tables)
    texts.push(JSON.stringify(await sql.unsafe(`select to_jsonb(t) as row from "${table}" t`)))
  const bodies = await sql`select convert_from(body, 'UTF8') as body from webhooks`
  return texts.join('\n') + JSON.stringify(bodies)
}

/** Returns the secrets that any table contains. */
async function found(): Promise<string[]> {
  const all = await everything()
  return SECRETS.filter((secret) => all.includes(secret))
}

test('erasing a customer removes personal data everywhere and keeps the books', async () => {
  await sendWebhook('orders/create', personal())
  await sendWebhook('order_transactions/create', testTransaction())
  await sendWebhook('customers/update', {
    id: 7001,
    first_name: 'Ada',
    last_name: 'Lovelace',
    email: 'ada@example.com',
    updated_at: '2026-03-02T00:00:00Z',
    addresses: [testAddress()],
  })
  await sendWebhook('customers/data_request', {
    ...request,
    orders_requested: [450789469],
    data_request: { id: 1 },
  })
  await sendWebhook('customers/enable', { id: 7001, email: 'ada@example.com' })
  await sendWebhook(
    'orders/create',
    personal({
      id: 2,
      customer: { id: 7002, first_name: 'Grace', last_name: 'Hopper' },
      email: 'grace@example.com',
    }),
  )
  await processOutbox()
  expect(await found()).toEqual(SECRETS)
  const before =
    await sql`select total_minor, payment_status, name from orders order by external_id`

  await sql`delete from orders where external_id = '2'`
  await sql`delete from webhooks where external_order_id = '2'`
  await sendWebhook('customers/redact', { ...request, orders_to_redact: [450789469] })
  const { results } = await processOutbox()
  expect(results).toEqual([{ status: 'processed' }])
  expect(await found()).toEqual([])
  expect(await sql`select total_minor, payment_status, name from orders`).toEqual([before[1]])
  expect(await sql`select country_code from order_addresses where kind = 'shipping'`).toEqual([
    { country_code: 'US' },
  ])
  expect(await sql`select action from audit_log where action = 'customer.erased'`).toHaveLength(1)
})

test('other customers are not changed', async () => {
  await sendWebhook(
    'orders/create',
    personal({ id: 2, customer: { id: 7002, first_name: 'Grace', last_name: 'Hopper' } }),
  )
  await sendWebhook('customers/redact', { ...request, orders_to_redact: [450789469] })
  await processOutbox()
  expect(await sql`select first_name from customers where redacted_at is null`).toEqual([
    { first_name: 'Grace' },
  ])
  expect(await found()).toContain('Analytical')
})

test('a redacted webhook can be processed again, with its exact digits', async () => {
  await sendWebhook('orders/create', personal())
  await processOutbox()
  await sendWebhook('customers/redact', { ...request, orders_to_redact: [450789469] })
  await processOutbox()
  await sql`delete from exceptions`
  const [message] = await sql`select id from webhooks where topic = 'orders/create'`
  await sql`update webhooks set status = 'received' where id = ${message?.id}`
  await sql`delete from orders`.catch(() => undefined)
  expect(await ingest(String(message?.id))).toMatchObject({
    status: expect.stringMatching(/processed|superseded/),
  })
  expect(await sql`select external_id, paid_minor::int as paid from order_lines`).toEqual([
    { external_id: '9007199254740993', paid: 3000 },
  ])
})

test('a late webhook does not restore an erased customer', async () => {
  await sendWebhook('orders/create', personal())
  await sendWebhook('customers/redact', { ...request, orders_to_redact: [450789469] })
  await processOutbox()
  await sendWebhook('orders/updated', personal({ updatedAt: '2026-04-01T00:00:00Z', tags: 'late' }))
  await sendWebhook('customers/update', {
    id: 7001,
    first_name: 'Ada',
    updated_at: '2026-04-01T00:00:00Z',
  })
  await processOutbox()
  expect(await sql`select tags, customer_name, email, customer_note from orders`).toEqual([
    { tags: ['late'], customer_name: '', email: null, customer_note: null },
  ])
  expect(
    await sql`select name, address1, city, country_code from order_addresses where kind = 'shipping'`,
  ).toEqual([{ name: '', address1: '', city: '', country_code: 'US' }])
  expect(await sql`select first_name, email from customers`).toEqual([
    { first_name: null, email: null },
  ])
})

test('a customer erased before any webhook stays erased when webhooks follow', async () => {
  await sendWebhook('customers/redact', request)
  await processOutbox()
  await sendWebhook('orders/create', personal())
  await sendWebhook('customers/update', { id: 7001, email: 'ada@example.com' })
  await processOutbox()
  const people = await sql`
    select c.email, o.email as order_email, o.customer_name, o.customer_note
    from customers c join orders o on o.customer_id = c.id`
  expect(people).toEqual([
    { email: null, order_email: null, customer_name: '', customer_note: null },
  ])
})

test('a data request is recorded on the orders and in the audit log', async () => {
  await sendWebhook('orders/create', personal())
  await sendWebhook('customers/data_request', {
    ...request,
    orders_requested: [450789469],
    data_request: { id: 99 },
  })
  await processOutbox()
  expect(
    await sql`select type, data->>'requestExternalId' as request from order_events where type like 'order.customer%'`,
  ).toEqual([{ type: 'order.customer_data_requested', request: '99' }])
  expect(
    await sql`select action, subject_type from audit_log where action like 'customer.%'`,
  ).toEqual([{ action: 'customer.data_requested', subject_type: 'customer' }])
})

test('customer updates apply in the storefront’s order', async () => {
  const at = (updated_at: string, first_name: string) => ({ id: 7001, first_name, updated_at })
  await sendWebhook('customers/update', at('2026-03-02T00:00:00Z', 'Augusta Ada'))
  await sendWebhook('customers/update', at('2026-03-01T00:00:00Z', 'Ada'))
  const { results } = await processOutbox()
  expect(results.map(({ status }) => status)).toEqual(['processed', 'superseded'])
  expect(await sql`select first_name from customers`).toEqual([{ first_name: 'Augusta Ada' }])
})
