import { and, asc, eq, ne, sql } from 'drizzle-orm'
import type { Executor } from '../client'
import { webhookDeliveries } from '../schema/deliveries'
import { wholeRows } from './whole-rows'

const readDeliveries = wholeRows(webhookDeliveries)

export type DeliveryRow = typeof webhookDeliveries.$inferSelect

/** @throws when there is none */
export async function getDelivery(tx: Executor, id: string): Promise<DeliveryRow> {
  const [row] = await readDeliveries(tx, sql`where id = ${id}`)
  if (!row) throw new Error(`There is no delivery ${id}.`)
  return row
}

/**
 * Makes all who work on one order of a storefront take turns until their commits, also while the
 * order has no row yet. Comes before every other lock of the transaction.
 */
export async function lockOrderKey(
  tx: Executor,
  storefrontId: string,
  externalOrderId: string,
): Promise<void> {
  const key = `${storefrontId} ${externalOrderId}`
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`)
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

export async function saveDelivery(
  tx: Executor,
  id: string,
  change: Partial<
    Pick<DeliveryRow, 'status' | 'reason' | 'externalOrderId' | 'processedAt' | 'storefrontId'>
  >,
): Promise<void> {
  await tx.update(webhookDeliveries).set(change).where(eq(webhookDeliveries.id, id))
}

/**
 * Writes what became of a delivery that was understood. Returns whether an exception that says
 * otherwise is still open: few have one, and asking here takes no statement of its own.
 */
export async function settleDelivery(
  tx: Executor,
  id: string,
  settled: Pick<DeliveryRow, 'status' | 'externalOrderId' | 'storefrontId'> & {
    reason: string | null
    processedAt: Date | null
  },
): Promise<boolean> {
  const processedAt = settled.processedAt?.toISOString() ?? null
  const rows: Iterable<Record<string, unknown>> = await tx.execute(sql`
    with settled as (
      update webhook_deliveries set status = ${settled.status}, reason = ${settled.reason},
        storefront_id = ${settled.storefrontId}, external_order_id = ${settled.externalOrderId},
        processed_at = ${processedAt}::timestamptz
      where id = ${id}
    )
    select exists (
      select from exceptions where delivery_id = ${id} and status not in ('resolved', 'ignored')
    ) as is_open`)
  const [row] = [...rows]
  return row?.is_open === true
}

/** Deliveries that wait for something about this order. */
export function listWaitingDeliveries(
  tx: Executor,
  storefrontId: string,
  externalOrderId: string,
): Promise<Pick<DeliveryRow, 'id' | 'requestId'>[]> {
  return tx
    .select({ id: webhookDeliveries.id, requestId: webhookDeliveries.requestId })
    .from(webhookDeliveries)
    .where(and(isAbout(storefrontId, externalOrderId), eq(webhookDeliveries.status, 'waiting')))
    .orderBy(asc(webhookDeliveries.id))
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
