import type postgres from 'postgres'
import { v7 as uuidv7 } from 'uuid'
import { insertTestWebhook, type TestStorefront } from '../orders'

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

const shop = (minor: number) => Math.max(0, minor * 3 - 1)

const AMOUNTS = ['subtotal', 'discount', 'shipping', 'tax'] as const

/** Inserts an order with its lines, tax and payment, in the state after the pipeline. */
export async function insertSampleOrder(sql: postgres.Sql, made: SampleOrder): Promise<string> {
  const { storefront, amounts, placedAt } = made
  const id = uuidv7()
  const { subtotal, discount, shipping, tax, duty } = amounts
  const total = subtotal - discount + shipping + duty + (made.isTaxIncluded ? 0 : tax)
  const totalShop =
    shop(subtotal) -
    shop(discount) +
    shop(shipping) +
    shop(duty) +
    (made.isTaxIncluded ? 0 : shop(tax))
  await sql`insert into orders ${sql({
    id,
    storefront_id: storefront.id,
    external_id: id,
    name: `#${id.slice(-6)}`,
    currency: made.currency,
    shop_currency: storefront.shopCurrency,
    shipping_country: made.country,
    taxes_included: made.isTaxIncluded,
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
  await insertLines(sql, id, made)
  await insertPayment(sql, id, made, total)
  return id
}

async function insertLines(sql: postgres.Sql, orderId: string, made: SampleOrder): Promise<void> {
  const rows = made.lines.map(({ sku, quantity, paid }, position) => ({
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
    title: `Tax of ${made.country}`,
    rate: '0.190',
    amount_minor: made.amounts.tax,
    amount_shop_minor: shop(made.amounts.tax),
  })}`
}

async function insertPayment(
  sql: postgres.Sql,
  orderId: string,
  made: SampleOrder,
  total: number,
): Promise<void> {
  const paymentId = uuidv7()
  await sql`insert into payments ${sql({
    id: paymentId,
    order_id: orderId,
    external_id: paymentId,
    kind: made.gateway === 'gift_card' ? 'gift_card' : 'card',
    gateway: made.gateway,
    currency: made.currency,
    shop_currency: made.storefront.shopCurrency,
  })}`
  const isDeclined = made.declineCode !== null
  await sql`insert into payment_transactions ${sql({
    id: uuidv7(),
    payment_id: paymentId,
    order_id: orderId,
    kind: 'capture',
    status: isDeclined ? 'failed' : 'succeeded',
    amount_minor: total,
    amount_shop_minor: shop(total),
    source: 'pipeline',
    error_code: made.declineCode,
    idempotency_key: paymentId,
    at: new Date(made.placedAt.getTime() + 61_000),
  })}`
}

/** Inserts a refund of an order with the tax of its first line. */
export async function insertSampleRefund(
  sql: postgres.Sql,
  orderId: string,
  made: {
    at: Date
    reason: string | null
    status: string
    total: number
    /** The staff member who requested it; null: issued at the storefront. */
    person: string | null
  },
): Promise<void> {
  const id = uuidv7()
  const [order] = await sql`select currency, shop_currency from orders where id = ${orderId}`
  await sql`insert into resolutions ${sql({
    id,
    order_id: orderId,
    kind: 'refund',
    source: made.person ? 'person' : 'storefront',
    requested_by_id: made.person,
    approval_reasons: made.person && made.total % 2 ? ['Above the limit.'] : [],
    status: made.status,
    method: 'cash',
    currency: order?.currency,
    shop_currency: order?.shop_currency,
    items_minor: made.total,
    tax_minor: 0,
    shipping_minor: 0,
    duty_minor: 0,
    adjustment_minor: 0,
    total_minor: made.total,
    total_shop_minor: shop(made.total),
    reason: made.reason,
    idempotency_key: id,
    at: made.at,
  })}`
  const [line] = await sql`select id from order_lines where order_id = ${orderId} limit 1`
  const taxes = [{ title: 'Tax', rate: '0.19', amountMinor: String(made.total % 97) }]
  await sql`insert into resolution_lines ${sql({
    id: uuidv7(),
    resolution_id: id,
    line_id: line?.id,
    quantity: 1,
    restock: 'none',
    amount_minor: made.total,
    tax_minor: made.total % 97,
    taxes: sql.json(taxes),
  })}`
}

/** Inserts an exception of an order, closed or not, with a step and a parcel. */
export async function insertSampleException(
  sql: postgres.Sql,
  orderId: string,
  made: {
    at: Date
    kind: string
    touchedAfter: number | null
    closedAfter: number | null
    arrivesAfter: number | null
    /** The assignee. */
    person: string | null
  },
): Promise<void> {
  const later = (milliseconds: number | null) =>
    milliseconds === null ? null : new Date(made.at.getTime() + milliseconds)
  const id = uuidv7()
  await sql`insert into exceptions ${sql({
    id,
    order_id: orderId,
    step: id,
    kind: made.kind,
    stage: 'staff',
    status: 'open',
    severity: 'normal',
    fingerprint: `${made.kind}:x`,
    message: 'Something failed.',
    opened_at: made.at,
    due_at: later(3_600_000),
    first_touched_at: later(made.touchedAfter),
    assignee_id: made.person,
    last_touched_by_id: made.touchedAfter === null ? null : made.person,
  })}`
  if (made.closedAfter !== null)
    await sql`update exceptions set status = 'resolved', closed_at = ${later(made.closedAfter)} where id = ${id}`
  await sql`insert into order_steps ${sql({
    id: uuidv7(),
    order_id: orderId,
    step: `capture ${id}`,
    position: 1,
    status: made.touchedAfter === null ? 'skipped' : 'done',
    attempts: made.touchedAfter === null ? 1 : 2,
    started_at: made.at,
    finished_at: later(made.closedAfter),
    idempotency_key: id,
  })}`
  await sql`insert into shipments ${sql({
    id: uuidv7(),
    order_id: orderId,
    source: 'pipeline',
    carrier: 'USPS',
    status: made.arrivesAfter === null ? 'in_transit' : 'delivered',
    idempotency_key: id,
    shipped_at: made.at,
    delivered_at: later(made.arrivesAfter),
  })}`
}

/** Inserts a webhook of a storefront received at the given time. */
export async function insertSampleWebhook(
  sql: postgres.Sql,
  storefront: TestStorefront,
  at: Date,
): Promise<void> {
  const id = await insertTestWebhook(sql, storefront, {})
  await sql`update webhooks set received_at = ${at}, processed_at = ${at} where id = ${id}`
}
