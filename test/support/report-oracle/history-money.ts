import type postgres from 'postgres'
import { v7 as uuidv7 } from 'uuid'

/** Inserts a transaction on an order's payment; a refund is capped at the remaining amount. */
export async function insertSampleTransaction(
  sql: postgres.Sql,
  orderId: string,
  sample: { at: Date; kind: string; status: string; amount: number; code: string | null },
): Promise<void> {
  const [payment] = await sql`
    select id, captured_minor - refunded_minor as left from payments where order_id = ${orderId}`
  const amount =
    sample.kind === 'refund' ? Math.min(sample.amount, Number(payment?.left)) : sample.amount
  const id = uuidv7()
  await sql`insert into payment_transactions ${sql({
    id,
    payment_id: payment?.id,
    order_id: orderId,
    kind: sample.kind,
    status: sample.status,
    amount_minor: amount,
    amount_shop_minor: amount * 2,
    source: 'pipeline',
    error_code: sample.status === 'failed' ? sample.code : null,
    idempotency_key: id,
    at: sample.at,
  })}`
}

/** Inserts a chargeback of an order. */
export async function insertSampleDispute(
  sql: postgres.Sql,
  orderId: string,
  sample: { at: Date; reason: string | null; amount: number },
): Promise<void> {
  const id = uuidv7()
  const [order] = await sql`select currency from orders where id = ${orderId}`
  await sql`insert into disputes ${sql({
    id,
    order_id: orderId,
    external_id: id,
    kind: 'chargeback',
    status: 'needs_response',
    reason: sample.reason,
    currency: order?.currency,
    amount_minor: sample.amount,
    initiated_at: sample.at,
  })}`
}

/** Inserts a gift card that is issued, later partly redeemed, and possibly voided. */
export async function insertSampleGiftCard(
  sql: postgres.Sql,
  storefrontId: string,
  sample: { at: Date; amount: number; currency: string; isClosed: boolean },
): Promise<void> {
  const cardId = uuidv7()
  await sql`insert into gift_cards ${sql({
    id: cardId,
    storefront_id: storefrontId,
    code_hash: cardId,
    last_four: '1234',
    currency: sample.currency,
  })}`
  const used = Math.floor(sample.amount / 3)
  const entries = [
    ['issued', sample.amount],
    ['redeemed', -used],
    ...(sample.isClosed ? [['voided', used - sample.amount] as const] : []),
  ] as const
  for (const [i, [kind, amount]] of entries.entries()) {
    if (amount === 0) continue
    const id = uuidv7()
    await sql`insert into gift_card_entries ${sql({
      id,
      gift_card_id: cardId,
      kind,
      amount_minor: amount,
      actor_kind: 'system',
      actor_id: 'test',
      actor_name: 'test',
      idempotency_key: id,
      at: new Date(sample.at.getTime() + i * 86_400_000),
    })}`
  }
}
