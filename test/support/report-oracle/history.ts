import type postgres from 'postgres'
import { v7 as uuidv7 } from 'uuid'
import type { TestStorefront } from '../orders'

/** The generated facts of an order; everything else is derived from them. */
export type SampleOrder = {
  storefront: TestStorefront & { shopCurrency: string }
  placedAt: Date
  country: string
  currency: string
  gateway: string
  isTaxIncluded: boolean
  /** Amounts in minor units; the shop's are three times as high, minus one. */
  amounts: { subtotal: number; discount: number; shipping: number; tax: number; duty: number }
  lines: { sku: string; quantity: number; paid: number }[]
  declineCode: string | null
}

/** Converts a sample amount to the shop's currency. */
export const shop = (minor: number) => Math.max(0, minor * 3 - 1)

const AMOUNTS = ['subtotal', 'discount', 'shipping', 'tax'] as const

/** Inserts an order with its lines, tax and payment, in the state after the pipeline. */
export async function insertSampleOrder(sql: postgres.Sql, sample: SampleOrder): Promise<string> {
  const { storefront, amounts, placedAt } = sample
  const id = uuidv7()
  const { subtotal, discount, shipping, tax, duty } = amounts
  const total = subtotal - discount + shipping + duty + (sample.isTaxIncluded ? 0 : tax)
  const totalShop =
    shop(subtotal) -
    shop(discount) +
    shop(shipping) +
    shop(duty) +
    (sample.isTaxIncluded ? 0 : shop(tax))
  await sql`insert into orders ${sql({
    id,
    storefront_id: storefront.id,
    external_id: id,
    name: `#${id.slice(-6)}`,
    currency: sample.currency,
    shop_currency: storefront.shopCurrency,
    shipping_country: sample.country,
    taxes_included: sample.isTaxIncluded,
    placed_at: placedAt,
    storefront_updated_at: placedAt,
    snapshot_rank: 0,
    snapshot_webhook_id: storefront.webhookId,
    ...Object.fromEntries(
      AMOUNTS.flatMap((name) => [
        [`${name}_minor`, amounts[name]],
        [`${name}_shop_minor`, shop(amounts[name])],
      ]),
    ),
    duty_domestic_minor: 0,
    duty_domestic_shop_minor: 0,
    duty_international_minor: duty,
    duty_international_shop_minor: shop(duty),
    tip_minor: 0,
    tip_shop_minor: 0,
    total_minor: total,
    total_shop_minor: Math.max(0, totalShop),
  })}`
  await insertLines(sql, id, sample)
  await insertPayment(sql, id, sample, total)
  return id
}

async function insertLines(sql: postgres.Sql, orderId: string, sample: SampleOrder): Promise<void> {
  const rows = sample.lines.map(({ sku, quantity, paid }, position) => ({
    id: uuidv7(),
    order_id: orderId,
    external_id: String(position),
    position,
    sku,
    title: `The ${sku}`,
    quantity,
    current_quantity: quantity,
    unit_price_minor: paid,
    unit_price_shop_minor: shop(paid),
    discount_minor: 0,
    discount_shop_minor: 0,
    paid_minor: paid,
    paid_shop_minor: shop(paid),
    tax_minor: 0,
    tax_shop_minor: 0,
  }))
  await sql`insert into order_lines ${sql(rows)}`
  await sql`insert into order_tax_lines ${sql({
    id: uuidv7(),
    order_id: orderId,
    position: 0,
    title: `Tax of ${sample.country}`,
    rate: '0.190',
    amount_minor: sample.amounts.tax,
    amount_shop_minor: shop(sample.amounts.tax),
  })}`
}

async function insertPayment(
  sql: postgres.Sql,
  orderId: string,
  sample: SampleOrder,
  total: number,
): Promise<void> {
  const paymentId = uuidv7()
  await sql`insert into payments ${sql({
    id: paymentId,
    order_id: orderId,
    external_id: paymentId,
    kind: sample.gateway === 'gift_card' ? 'gift_card' : 'card',
    gateway: sample.gateway,
    currency: sample.currency,
    shop_currency: sample.storefront.shopCurrency,
  })}`
  const isDeclined = sample.declineCode !== null
  await sql`insert into payment_transactions ${sql({
    id: uuidv7(),
    payment_id: paymentId,
    order_id: orderId,
    kind: 'capture',
    status: isDeclined ? 'failed' : 'succeeded',
    amount_minor: total,
    amount_shop_minor: shop(total),
    source: 'pipeline',
    error_code: sample.declineCode,
    idempotency_key: paymentId,
    at: new Date(sample.placedAt.getTime() + 61_000),
  })}`
}
