import { and, asc, eq, ne, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { preparedStatement } from '@/db/prepared-statement'
import { webhooks } from '@/db/schema/webhooks'
import type { StorefrontId } from '@/domain/ids'
import { preparedRows } from '../sql/prepared-rows'

const webhooksBy = preparedRows(webhooks)
const webhookById = webhooksBy<{ id: string }>(({ id }) => sql`where id = ${id}`)

export type WebhookRow = typeof webhooks.$inferSelect

/** @throws when the webhook does not exist */
export async function getWebhook(tx: Executor, id: string): Promise<WebhookRow> {
  const [row] = await webhookById(tx, { id })
  if (!row) throw new Error(`Webhook ${id} not found.`)
  return row
}

/** Limits a run when a storefront changes an order very often. */
const MAX_SIBLINGS = 50

const withSiblings = webhooksBy<{ ids: readonly string[] }>(
  ({ ids }) => sql`where id in (
    select unnest(${ids}::uuid[])
    union
    (select sibling.id from webhooks d
      join webhooks sibling on sibling.storefront_id = d.storefront_id
        and sibling.external_order_id = d.external_order_id and sibling.status = 'received'
      where d.id = any(${ids}::uuid[]) and d.status in ('received', 'waiting')
      order by sibling.id limit ${MAX_SIBLINGS})
  ) order by id`,
)

/**
 * Lists these webhooks and the unprocessed webhooks of the same orders, in the order of receipt.
 */
export function listWithSiblings(tx: Executor, ids: readonly string[]): Promise<WebhookRow[]> {
  return withSiblings(tx, { ids })
}

const lockKey = preparedStatement<{ key: string }>(
  ({ key }) => sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`,
)

/**
 * Serializes transactions on an order of a storefront, even before the order has a row. Acquire it
 * before all other locks of the transaction.
 */
export async function lockOrderKey(
  tx: Executor,
  storefrontId: StorefrontId,
  externalOrderId: string,
): Promise<void> {
  await lockKey(tx, { key: `${storefrontId} ${externalOrderId}` })
}

/** Locks a webhook's row and returns its current status. */
export async function lockWebhook(tx: Executor, id: string): Promise<WebhookRow['status']> {
  const [row] = await tx
    .select({ status: webhooks.status })
    .from(webhooks)
    .where(eq(webhooks.id, id))
    .for('no key update')
  if (!row) throw new Error(`Webhook ${id} not found.`)
  return row.status
}

const lockByIds = preparedStatement<{ ids: readonly string[] }>(
  ({ ids }) => sql`
    select id, status from webhooks where id = any(${ids}::uuid[])
    order by id for no key update`,
)

/** Locks webhooks in a fixed order, to avoid deadlocks, and returns their current statuses. */
export async function lockWebhooks(
  tx: Executor,
  ids: readonly string[],
): Promise<Map<string, WebhookRow['status']>> {
  const rows = await lockByIds(tx, { ids })
  return new Map(rows.map((row) => [String(row.id), row.status as WebhookRow['status']]))
}

export async function saveWebhook(
  tx: Executor,
  id: string,
  change: Partial<
    Pick<WebhookRow, 'status' | 'reason' | 'externalOrderId' | 'processedAt' | 'storefrontId'>
  >,
): Promise<void> {
  await tx.update(webhooks).set(change).where(eq(webhooks.id, id))
}

/** The outcome of a webhook that was parsed. */
export type SettledWebhook = Pick<WebhookRow, 'id' | 'status' | 'reason' | 'processedAt'>

const settle = preparedStatement<
  Pick<WebhookRow, 'storefrontId' | 'externalOrderId'> & { rows: string }
>(
  ({ rows, storefrontId, externalOrderId }) => sql`
    with given as (
      select * from json_to_recordset(${rows}::json)
        as r(id uuid, status text, reason text, "processedAt" timestamptz)
    ),
    settled as (
      update webhooks d set status = given.status, reason = given.reason,
        storefront_id = ${storefrontId}::uuid, external_order_id = ${externalOrderId}::text,
        processed_at = given."processedAt"
      from given where d.id = given.id
    )
    select webhook_id as id, null as request_id from exceptions
    where webhook_id in (select id from given) and status not in ('resolved', 'ignored')
    union all
    select id, request_id from webhooks
    where storefront_id = ${storefrontId}::uuid and external_order_id = ${externalOrderId}::text
      and status = 'waiting' and id not in (select id from given)
    order by id`,
)

/**
 * Saves the outcomes of webhooks of one order, or of one webhook without an order. Returns, from the
 * same statement, the saved webhooks with an open exception and the other webhooks that wait for this
 * order.
 */
export async function settleWebhooks(
  tx: Executor,
  { storefrontId, externalOrderId }: Pick<WebhookRow, 'storefrontId' | 'externalOrderId'>,
  settled: readonly SettledWebhook[],
): Promise<{ reported: string[]; waiting: Pick<WebhookRow, 'id' | 'requestId'>[] }> {
  const found = await settle(tx, { storefrontId, externalOrderId, rows: JSON.stringify(settled) })
  const rows = found.map((row) => ({ id: String(row.id), requestId: row.request_id }))
  return {
    reported: rows.flatMap(({ id, requestId }) => (requestId === null ? id : [])),
    waiting: rows.flatMap(({ id, requestId }) =>
      requestId === null ? [] : { id, requestId: String(requestId) },
    ),
  }
}

/** Lists the processed webhooks of an order and topic, in the order of receipt. */
export function listProcessedWebhooks(
  tx: Executor,
  storefrontId: StorefrontId,
  externalOrderId: string,
  topic: string,
): Promise<Pick<WebhookRow, 'id' | 'body' | 'receivedAt' | 'triggeredAt'>[]> {
  const { id, body, receivedAt, triggeredAt } = webhooks
  return tx
    .select({ id, body, receivedAt, triggeredAt })
    .from(webhooks)
    .where(
      and(
        isOfOrder(storefrontId, externalOrderId),
        eq(webhooks.topic, topic),
        eq(webhooks.status, 'processed'),
      ),
    )
    .orderBy(asc(webhooks.id))
}

/** Returns whether a webhook with the same body and topic was already processed. */
export async function isRepeatOfProcessed(
  tx: Executor,
  webhook: Pick<WebhookRow, 'id' | 'topic' | 'body'>,
  storefrontId: StorefrontId,
  externalOrderId: string,
): Promise<boolean> {
  const rows = await tx
    .select({ id: webhooks.id })
    .from(webhooks)
    .where(
      and(
        isOfOrder(storefrontId, externalOrderId),
        eq(webhooks.topic, webhook.topic),
        eq(webhooks.status, 'processed'),
        ne(webhooks.id, webhook.id),
        eq(webhooks.body, webhook.body),
      ),
    )
    .limit(1)
  return rows.length > 0
}

function isOfOrder(storefrontId: StorefrontId, externalOrderId: string) {
  return and(eq(webhooks.storefrontId, storefrontId), eq(webhooks.externalOrderId, externalOrderId))
}
