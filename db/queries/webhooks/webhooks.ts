import { and, asc, eq, ne, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { webhookDeliveries } from '@/db/schema/webhooks'
import { statement } from '@/db/statement'
import { preparedRows } from '../sql/whole-rows'

const deliveriesBy = preparedRows(webhookDeliveries)
const deliveryById = deliveriesBy<{ id: string }>(({ id }) => sql`where id = ${id}`)

export type DeliveryRow = typeof webhookDeliveries.$inferSelect

/** @throws when there is none */
export async function getDelivery(tx: Executor, id: string): Promise<DeliveryRow> {
  const [row] = await deliveryById(tx, { id })
  if (!row) throw new Error(`There is no delivery ${id}.`)
  return row
}

/** A storefront that changes an order again and again does not make one run of it all. */
const MAX_SIBLINGS = 50

const withSiblings = deliveriesBy<{ ids: readonly string[] }>(
  ({ ids }) => sql`where id in (
    select unnest(${ids}::uuid[])
    union
    (select sibling.id from webhook_deliveries d
      join webhook_deliveries sibling on sibling.storefront_id = d.storefront_id
        and sibling.external_order_id = d.external_order_id and sibling.status = 'received'
      where d.id = any(${ids}::uuid[]) and d.status in ('received', 'waiting')
      order by sibling.id limit ${MAX_SIBLINGS})
  ) order by id`,
)

/**
 * These deliveries, and those that came of the same orders and were not worked yet; in the order
 * of receipt.
 */
export function listWithSiblings(tx: Executor, ids: readonly string[]): Promise<DeliveryRow[]> {
  return withSiblings(tx, { ids })
}

const lockKey = statement<{ key: string }>(
  ({ key }) => sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`,
)

/**
 * Makes all who work on one order of a storefront take turns until their commits, also while the
 * order has no row yet. Comes before every other lock of the transaction.
 */
export async function lockOrderKey(
  tx: Executor,
  storefrontId: string,
  externalOrderId: string,
): Promise<void> {
  await lockKey(tx, { key: `${storefrontId} ${externalOrderId}` })
}

/** Locks a delivery's row and returns its status as it is now. */
export async function lockDelivery(tx: Executor, id: string): Promise<DeliveryRow['status']> {
  const [row] = await tx
    .select({ status: webhookDeliveries.status })
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.id, id))
    .for('no key update')
  if (!row) throw new Error(`There is no delivery ${id}.`)
  return row.status
}

const lockByIds = statement<{ ids: readonly string[] }>(
  ({ ids }) => sql`
    select id, status from webhook_deliveries where id = any(${ids}::uuid[])
    order by id for no key update`,
)

/** Locks deliveries' rows, everybody in the same order, and returns their statuses as they are now. */
export async function lockDeliveries(
  tx: Executor,
  ids: readonly string[],
): Promise<Map<string, DeliveryRow['status']>> {
  const rows = await lockByIds(tx, { ids })
  return new Map(rows.map((row) => [String(row.id), row.status as DeliveryRow['status']]))
}

export async function saveDelivery(
  tx: Executor,
  id: string,
  change: Partial<
    Pick<DeliveryRow, 'status' | 'reason' | 'externalOrderId' | 'processedAt' | 'storefrontId'>
  >,
): Promise<void> {
  await tx.update(webhookDeliveries).set(change).where(eq(webhookDeliveries.id, id))
}

/** What became of a delivery that was understood. */
export type SettledDelivery = Pick<DeliveryRow, 'id' | 'status' | 'reason' | 'processedAt'>

const settle = statement<Pick<DeliveryRow, 'storefrontId' | 'externalOrderId'> & { rows: string }>(
  ({ rows, storefrontId, externalOrderId }) => sql`
    with given as (
      select * from json_to_recordset(${rows}::json)
        as r(id uuid, status text, reason text, "processedAt" timestamptz)
    ),
    settled as (
      update webhook_deliveries d set status = given.status, reason = given.reason,
        storefront_id = ${storefrontId}::uuid, external_order_id = ${externalOrderId}::text,
        processed_at = given."processedAt"
      from given where d.id = given.id
    )
    select delivery_id as id, null as request_id from exceptions
    where delivery_id in (select id from given) and status not in ('resolved', 'ignored')
    union all
    select id, request_id from webhook_deliveries
    where storefront_id = ${storefrontId}::uuid and external_order_id = ${externalOrderId}::text
      and status = 'waiting' and id not in (select id from given)
    order by id`,
)

/**
 * Writes what became of deliveries of one order, or of a single one of none. Returns what has to
 * follow, which takes no statement of its own here: those of them that an open exception still
 * speaks of, and the others that wait for something about this order.
 */
export async function settleDeliveries(
  tx: Executor,
  { storefrontId, externalOrderId }: Pick<DeliveryRow, 'storefrontId' | 'externalOrderId'>,
  settled: readonly SettledDelivery[],
): Promise<{ reported: string[]; waiting: Pick<DeliveryRow, 'id' | 'requestId'>[] }> {
  const found = await settle(tx, { storefrontId, externalOrderId, rows: JSON.stringify(settled) })
  const rows = found.map((row) => ({ id: String(row.id), requestId: row.request_id }))
  return {
    reported: rows.flatMap(({ id, requestId }) => (requestId === null ? id : [])),
    waiting: rows.flatMap(({ id, requestId }) =>
      requestId === null ? [] : { id, requestId: String(requestId) },
    ),
  }
}

/** What was worked about an order under one topic, in the order of receipt. */
export function listProcessedDeliveries(
  tx: Executor,
  storefrontId: string,
  externalOrderId: string,
  topic: string,
): Promise<Pick<DeliveryRow, 'id' | 'body' | 'receivedAt' | 'triggeredAt'>[]> {
  const { id, body, receivedAt, triggeredAt } = webhookDeliveries
  return tx
    .select({ id, body, receivedAt, triggeredAt })
    .from(webhookDeliveries)
    .where(
      and(
        isAbout(storefrontId, externalOrderId),
        eq(webhookDeliveries.topic, topic),
        eq(webhookDeliveries.status, 'processed'),
      ),
    )
    .orderBy(asc(webhookDeliveries.id))
}

/** Whether the same bytes came under the same topic before and were worked. */
export async function isRepeatOfProcessed(
  tx: Executor,
  delivery: Pick<DeliveryRow, 'id' | 'topic' | 'body'>,
  storefrontId: string,
  externalOrderId: string,
): Promise<boolean> {
  const rows = await tx
    .select({ id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .where(
      and(
        isAbout(storefrontId, externalOrderId),
        eq(webhookDeliveries.topic, delivery.topic),
        eq(webhookDeliveries.status, 'processed'),
        ne(webhookDeliveries.id, delivery.id),
        eq(webhookDeliveries.body, delivery.body),
      ),
    )
    .limit(1)
  return rows.length > 0
}

function isAbout(storefrontId: string, externalOrderId: string) {
  return and(
    eq(webhookDeliveries.storefrontId, storefrontId),
    eq(webhookDeliveries.externalOrderId, externalOrderId),
  )
}
