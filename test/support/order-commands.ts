import { v7 as uuidv7 } from 'uuid'
import type { openTestDatabase } from '@/test/support/database'

type Sql = Awaited<ReturnType<typeof openTestDatabase>>['sql']

export const TEST_SHOP = 'sandbox.aftercart.test'

/** The test shop's ship-from address; other shops have none. */
const WAREHOUSE = {
  address1: '1 Dispatch Road',
  city: 'Wilmington',
  provinceCode: 'DE',
  postalCode: '19801',
  phone: '+13025550100',
}

type Line = {
  sku: string | null
  quantity: number
  unitPriceMinor: number
  isGiftCard?: boolean
  hsCode?: string
  originCountry?: string
}

export type TestOrder = {
  currency?: string
  lines?: Line[]
  totalMinor?: number
  email?: string | null
  storefrontPaymentStatus?: string
  shopDomain?: string
  /** The order number; defaults to the next one of this process. */
  externalId?: string
  riskLevel?: string
  address?: Partial<Record<'address1' | 'city' | 'postal_code' | 'country_code', string>> & {
    emptied_fields?: string[]
  }
}

const DEFAULT_LINES: Line[] = [{ sku: 'SHIRT', quantity: 2, unitPriceMinor: 1500 }]
let counter = 1000

/** Adds a storefront; by default we manage its stock and write fulfillments back. */
export async function addStorefront(
  sql: Sql,
  given: { shopDomain?: string; allocatesStock?: boolean; writesBack?: boolean } = {},
): Promise<string> {
  const rows = await sql`
    insert into storefronts ${sql({
      id: uuidv7(),
      platform: 'shopify',
      shop_domain: given.shopDomain ?? TEST_SHOP,
      name: 'Sandbox Goods',
      ships_from: given.shopDomain ? null : sql.json(WAREHOUSE),
      allocates_stock: given.allocatesStock ?? true,
      writes_back: given.writesBack ?? false,
    })}
    on conflict (platform, shop_domain) do update set platform = excluded.platform returning id`
  return rows[0]?.id
}

export async function addProduct(
  sql: Sql,
  storefrontId: string,
  product: { sku: string; onHand: number; hsCode?: string; originCountry?: string },
): Promise<string> {
  const id = uuidv7()
  await sql`insert into products ${sql({
    id,
    storefront_id: storefrontId,
    sku: product.sku,
    title: `The ${product.sku}`,
    on_hand: product.onHand,
    hs_code: product.hsCode ?? null,
    origin_country: product.originCountry ?? null,
  })}`
  return id
}

/** Adds an unpaid order as ingested; returns its id. */
export async function addOrder(sql: Sql, given: TestOrder = {}): Promise<string> {
  const storefrontId = await addStorefront(sql, given.shopDomain ? given : {})
  const externalId = given.externalId ?? String(++counter)
  const orderId = uuidv7()
  const lines = given.lines ?? DEFAULT_LINES
  const sum = lines.reduce((total, line) => total + line.quantity * line.unitPriceMinor, 0)
  await sql`insert into orders ${sql({
    id: orderId,
    storefront_id: storefrontId,
    external_id: externalId,
    name: `#${externalId}`,
    customer_name: 'Ada Lovelace',
    email: given.email === undefined ? 'ada@example.com' : given.email,
    ...sums(sum, given),
    storefront_payment_status: given.storefrontPaymentStatus ?? 'authorized',
    risk_level: given.riskLevel ?? 'none',
    placed_at: new Date(),
    storefront_updated_at: new Date(),
    snapshot_rank: 0,
    snapshot_webhook_id: await addWebhook(sql, storefrontId),
  })}`
  for (const [position, line] of lines.entries()) await addLine(sql, orderId, position, line)
  await addAddress(sql, orderId, given.address ?? {})
  return orderId
}

export async function addWebhook(sql: Sql, storefrontId: string): Promise<string> {
  const id = uuidv7()
  await sql`insert into webhooks ${sql({
    id,
    platform: 'shopify',
    shop_domain: TEST_SHOP,
    storefront_id: storefrontId,
    topic: 'orders/create',
    external_id: id,
    headers: sql.json({}),
    body: Buffer.from('{}'),
    status: 'processed',
    request_id: 'test',
  })}`
  return id
}

function sums(sum: number, { currency = 'USD', totalMinor = sum }: TestOrder) {
  const zero = {
    discount: 0,
    shipping: 0,
    tax: 0,
    duty_domestic: 0,
    duty_international: 0,
    tip: 0,
    fee: 0,
  }
  const amounts = { subtotal: sum, total: totalMinor, ...zero }
  return {
    currency,
    shop_currency: currency,
    ...Object.fromEntries(
      Object.entries(amounts).flatMap(([name, minor]) => [
        [`${name}_minor`, minor],
        [`${name}_shop_minor`, minor],
      ]),
    ),
  }
}

async function addLine(sql: Sql, orderId: string, position: number, line: Line): Promise<void> {
  const paid = line.quantity * line.unitPriceMinor
  await sql`insert into order_lines ${sql({
    id: uuidv7(),
    order_id: orderId,
    external_id: `${position + 1}`,
    position,
    sku: line.sku,
    title: `The ${line.sku ?? 'thing'}`,
    quantity: line.quantity,
    current_quantity: line.quantity,
    unit_price_minor: line.unitPriceMinor,
    unit_price_shop_minor: line.unitPriceMinor,
    discount_minor: 0,
    discount_shop_minor: 0,
    paid_minor: paid,
    paid_shop_minor: paid,
    tax_minor: 0,
    tax_shop_minor: 0,
    grams: 200,
    requires_shipping: !line.isGiftCard,
    is_gift_card: line.isGiftCard ?? false,
    hs_code: line.hsCode ?? null,
    origin_country: line.originCountry ?? null,
  })}`
}

async function addAddress(
  sql: Sql,
  orderId: string,
  address: NonNullable<TestOrder['address']>,
): Promise<void> {
  const { emptied_fields: emptied = [], ...fields } = address
  await sql`insert into order_addresses ${sql({
    id: uuidv7(),
    order_id: orderId,
    kind: 'shipping',
    name: 'Ada Lovelace',
    address1: '12 Analytical Way',
    city: 'Dover',
    province_code: 'DE',
    postal_code: '19901',
    country_code: 'US',
    emptied_fields: emptied,
    ...fields,
  })}`
}
