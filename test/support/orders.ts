import type postgres from 'postgres'
import { v7 as uuidv7 } from 'uuid'

export type TestStorefront = { id: string; shopDomain: string; webhookId: string }

type OrderSpec = {
  name?: string
  customerName?: string
  email?: string | null
  status?: string
  placedAt?: Date
}

let counter = 0

/** Inserts a storefront with one webhook that its orders can refer to. */
export async function insertTestStorefront(
  sql: postgres.Sql,
  shopDomain = `shop-${++counter}.example`,
): Promise<TestStorefront> {
  const id = uuidv7()
  await sql`insert into storefronts ${sql({ id, platform: 'shopify', shop_domain: shopDomain, name: shopDomain })}`
  const webhookId = await insertTestWebhook(sql, { id, shopDomain }, {})
  return { id, shopDomain, webhookId }
}

/** Inserts a webhook; `fields` are columns of `webhooks`. */
export async function insertTestWebhook(
  sql: postgres.Sql,
  storefront: { id: string; shopDomain: string },
  fields: Record<string, string | Buffer | null>,
): Promise<string> {
  const id = uuidv7()
  await sql`insert into webhooks ${sql({
    id,
    platform: 'shopify',
    shop_domain: storefront.shopDomain,
    storefront_id: storefront.id,
    topic: 'orders/create',
    external_id: id,
    headers: sql.json({ 'content-type': 'application/json' }),
    body: Buffer.from('{}'),
    status: 'processed',
    request_id: 'test',
    ...fields,
  })}`
  return id
}

/** Inserts orders of a storefront in one statement; returns their ids in order. */
export async function insertTestOrders(
  sql: postgres.Sql,
  storefront: TestStorefront,
  specs: OrderSpec[],
): Promise<string[]> {
  const rows = specs.map((spec) => orderRow(storefront, spec))
  for (let start = 0; start < rows.length; start += 1000)
    await sql`insert into orders ${sql(rows.slice(start, start + 1000))}`
  return rows.map(({ id }) => id)
}

function orderRow(storefront: TestStorefront, spec: OrderSpec) {
  const externalId = String(++counter)
  const { name = `#${externalId}`, customerName = 'Ada Lovelace', status = 'processing' } = spec
  const email = spec.email === undefined ? 'ada@example.com' : spec.email
  return {
    id: uuidv7(),
    storefront_id: storefront.id,
    external_id: externalId,
    name,
    status,
    customer_name: customerName,
    email,
    search_text: [name, customerName, email ?? ''].join(' ').normalize('NFC').toLowerCase(),
    placed_at: spec.placedAt ?? new Date(),
    currency: 'EUR',
    shop_currency: 'USD',
    storefront_updated_at: new Date(),
    snapshot_rank: 0,
    snapshot_webhook_id: storefront.webhookId,
    ...Object.fromEntries(AMOUNTS.map((column) => [column, column === 'total_minor' ? 1990 : 0])),
  }
}

const AMOUNTS = [
  'subtotal',
  'discount',
  'shipping',
  'tax',
  'duty_domestic',
  'duty_international',
  'tip',
  'fee',
  'total',
].flatMap((name) => [`${name}_minor`, `${name}_shop_minor`])
