import type postgres from 'postgres'
import { v7 as uuidv7 } from 'uuid'
import { insertTestWebhook, type TestStorefront } from '../orders'
import { shop } from './history'

type SampleRefund = {
  at: Date
  reason: string | null
  status: string
  total: number
  /** The staff member who requested it; null: issued at the storefront. */
  person: string | null
}

/** Inserts a refund of an order with the tax of its first line. */
export async function insertSampleRefund(
  sql: postgres.Sql,
  orderId: string,
  { at, reason, status, total, person }: SampleRefund,
): Promise<void> {
  const id = uuidv7()
  const [order] = await sql`select currency, shop_currency from orders where id = ${orderId}`
  await sql`insert into resolutions ${sql({
    id,
    order_id: orderId,
    kind: 'refund',
    source: person ? 'person' : 'storefront',
    requested_by_id: person,
    approval_reasons: person && total % 2 ? ['Above the limit.'] : [],
    status,
    method: 'cash',
    currency: order?.currency,
    shop_currency: order?.shop_currency,
    items_minor: total,
    tax_minor: 0,
    shipping_minor: 0,
    duty_minor: 0,
    adjustment_minor: 0,
    total_minor: total,
    total_shop_minor: shop(total),
    reason,
    idempotency_key: id,
    at,
  })}`
  await insertRefundLine(sql, orderId, id, total)
}

async function insertRefundLine(
  sql: postgres.Sql,
  orderId: string,
  refundId: string,
  total: number,
): Promise<void> {
  const [line] = await sql`select id from order_lines where order_id = ${orderId} limit 1`
  const taxes = [{ title: 'Tax', rate: '0.19', amountMinor: String(total % 97) }]
  await sql`insert into resolution_lines ${sql({
    id: uuidv7(),
    resolution_id: refundId,
    line_id: line?.id,
    quantity: 1,
    restock: 'none',
    amount_minor: total,
    tax_minor: total % 97,
    taxes: sql.json(taxes),
  })}`
}

type SampleException = {
  at: Date
  kind: string
  /** Milliseconds after `at`; null: not yet. */
  touchedAfter: number | null
  closedAfter: number | null
  arrivesAfter: number | null
  /** The assignee. */
  person: string | null
}

const later = (at: Date, milliseconds: number | null) =>
  milliseconds === null ? null : new Date(at.getTime() + milliseconds)

/** Inserts an exception of an order, closed or not, with a step and a parcel. */
export async function insertSampleException(
  sql: postgres.Sql,
  orderId: string,
  sample: SampleException,
): Promise<void> {
  const { at, kind, person, touchedAfter, closedAfter } = sample
  const id = uuidv7()
  await sql`insert into exceptions ${sql({
    id,
    order_id: orderId,
    step: id,
    kind,
    stage: 'staff',
    status: 'open',
    severity: 'normal',
    fingerprint: `${kind}:x`,
    message: 'Something failed.',
    opened_at: at,
    due_at: later(at, 3_600_000),
    first_touched_at: later(at, touchedAfter),
    assignee_id: person,
    last_touched_by_id: touchedAfter === null ? null : person,
  })}`
  if (closedAfter !== null)
    await sql`update exceptions set status = 'resolved', closed_at = ${later(at, closedAfter)} where id = ${id}`
  await insertStepAndParcel(sql, orderId, id, sample)
}

async function insertStepAndParcel(
  sql: postgres.Sql,
  orderId: string,
  key: string,
  { at, touchedAfter, closedAfter, arrivesAfter }: SampleException,
): Promise<void> {
  await sql`insert into order_steps ${sql({
    id: uuidv7(),
    order_id: orderId,
    step: `capture ${key}`,
    position: 1,
    status: touchedAfter === null ? 'skipped' : 'done',
    attempts: touchedAfter === null ? 1 : 2,
    started_at: at,
    finished_at: later(at, closedAfter),
    idempotency_key: key,
  })}`
  await sql`insert into shipments ${sql({
    id: uuidv7(),
    order_id: orderId,
    source: 'pipeline',
    carrier: 'USPS',
    status: arrivesAfter === null ? 'in_transit' : 'delivered',
    idempotency_key: key,
    shipped_at: at,
    delivered_at: later(at, arrivesAfter),
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
