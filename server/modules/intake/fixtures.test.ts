import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openTestDatabase } from '@/test/support/database'
import { sharedFixtures } from '@/test/support/shared-fixtures'
import { processOutbox, sendWebhook } from '@/test/support/webhooks'

const { sql } = await openTestDatabase()
const fixtures = sharedFixtures("Shopify's published payloads", 'shopify')
const folder = fixtures.path
const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'))

type Status = Record<string, string>

/** Delivers webhooks from one shop and processes them; returns the status of each topic. */
async function run(shop: string, payloads: { topic: string; payload: unknown }[]): Promise<Status> {
  for (const { topic, payload } of payloads)
    await sendWebhook(topic, payload, { 'x-shopify-shop-domain': shop })
  await processOutbox()
  const rows = await sql<{ id: string; topic: string; status: string }[]>`
    select id, topic, status from webhooks where shop_domain = ${shop}`
  expect(rows).toHaveLength(payloads.length)
  for (const row of rows.filter(({ status }) => status === 'unreadable'))
    expect(await exceptionsOf(row.id)).toMatchObject([{ kind: 'webhook_unreadable' }])
  return Object.fromEntries(rows.map(({ topic, status }) => [topic, status]))
}

const exceptionsOf = (webhookId: string) =>
  sql`select kind from exceptions where webhook_id = ${webhookId}`

describe.runIf(fixtures.exists)('published payloads of Shopify', () => {
  const documented = () =>
    readFileSync(join(folder, 'webhooks-2025-07.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { topic: string; payload: unknown })

  const USED = {
    'customers/data_request': 'processed',
    'customers/redact': 'processed',
    'customers/update': 'processed',
    'disputes/create': 'processed',
    'fulfillments/create': 'processed',
    'order_transactions/create': 'processed',
    // No payload contains its payment, which is at the gateway "bogus".
    'refunds/create': 'waiting',
  }

  test.each(['as listed', 'in reverse order'])('every documented example, %s', async (order) => {
    const payloads = order === 'as listed' ? documented() : documented().reverse()
    const shop = `${order.replaceAll(' ', '-')}.myshopify.com`
    const statuses = await run(shop, payloads)
    expect(statuses).toMatchObject(USED)
    expect(Object.values(statuses)).not.toContain('received')
    expect(Object.values(statuses)).not.toContain('unreadable')
    const [found] = await sql`
      select o.status, o.payment_status, o.total_minor, o.discount_minor, o.email,
        (select sum(paid_minor) from order_lines where order_id = o.id) as paid,
        (select count(*)::int from shipments where order_id = o.id) as shipments,
        (select count(*)::int from disputes where order_id = o.id) as disputes,
        (select total_minor from resolutions where order_id = o.id) as refunded,
        (select authorized_minor from payments where order_id = o.id) as authorized
      from orders o join storefronts s on s.id = o.storefront_id
      where s.shop_domain = ${shop} and external_id = '820982911946154500'`
    expect(found).toEqual({
      status: 'canceled',
      payment_status: 'voided',
      total_minor: '35997',
      discount_minor: '2000',
      email: 'jon@example.com',
      paid: '35997',
      shipments: 1,
      disputes: 1,
      refunded: '8500',
      authorized: '37497',
    })
  })

  test('captured webhooks, signed again', async () => {
    const files = readdirSync(folder).filter((file) => file.startsWith('delivery-'))
    expect(files.length).toBeGreaterThan(4)
    const payloads = files.map((file) => {
      const { topic, body } = read(file) as { topic: string; body: unknown }
      return { topic, payload: body }
    })
    const statuses = await run('captured.myshopify.com', payloads)
    expect(statuses).toMatchObject({
      'orders/cancelled': 'processed',
      'refunds/create': 'processed',
    })
    expect(Object.values(statuses)).not.toContain('unreadable')
  })

  test('an order in four currencies goes to engineers with every field error', async () => {
    const { order } = read('order-resource-docs-multicurrency.json') as { order: object }
    const shop = 'illustrated.myshopify.com'
    const dated = { ...order, updated_at: '2026-01-01T00:00:00Z' }
    const payloads = [order, dated].map((payload) => ({ topic: 'orders/create', payload }))
    expect(await run(shop, payloads)).toEqual({ 'orders/create': 'unreadable' })
    const rows = await sql<{ detail: { problems: string[] } }[]>`
      select e.detail from exceptions e join webhooks d on d.id = e.webhook_id
      where d.shop_domain = ${shop} order by d.id`
    const [asItIs = [], withDate = []] = rows.map(({ detail }) => detail.problems)
    expect(asItIs).toEqual(['updated_at: value is missing.'])
    for (const field of ['line_items[0].price_set', 'duties[0].tax_lines[0]', 'total_price_set'])
      expect(withDate).toContainEqual(expect.stringContaining(field))
  })
})
