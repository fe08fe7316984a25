import { and, asc, desc, eq, gt, inArray, lt, type SQL, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import { getDb } from '@/db/client'
import { orders } from '@/db/schema/orders/orders'
import { storefronts } from '@/db/schema/storefronts'
import { webhooks } from '@/db/schema/webhooks'
import { PAGE_SIZE } from '@/domain/order/order-views'
import type { WebhookStatus } from '@/domain/webhook/webhook-status'

export type WebhookListInput = {
  /** A webhook, event or order: its id, or the order's number. '' for no search. */
  search: string
  topic?: string | undefined
  status?: WebhookStatus | undefined
  shopDomain?: string | undefined
  /** Id of the row next to the page; ids grow with the time of receipt. */
  cursor?: { direction: 'after' | 'before'; id: string } | undefined
}

export type WebhookListRow = Awaited<ReturnType<typeof readRows>>[number]
export type WebhookListPage = {
  rows: WebhookListRow[]
  next: string | undefined
  previous: string | undefined
}

/** One page of storefront messages, newest first. */
export async function listWebhooks(input: WebhookListInput): Promise<WebhookListPage> {
  const direction = input.cursor?.direction ?? 'after'
  const found = await readRows(input, direction)
  const hasMore = found.length > PAGE_SIZE
  if (direction === 'before' && !hasMore) return listWebhooks({ ...input, cursor: undefined })
  const kept = found.slice(0, PAGE_SIZE)
  const rows = direction === 'before' ? kept.reverse() : kept
  return {
    rows,
    next: direction === 'before' || hasMore ? rows.at(-1)?.id : undefined,
    previous: (direction === 'before' ? hasMore : input.cursor) ? rows.at(0)?.id : undefined,
  }
}

function readRows(input: WebhookListInput, direction: 'after' | 'before') {
  const t = webhooks
  const conditions = [
    input.topic ? eq(t.topic, input.topic) : undefined,
    input.status ? eq(t.status, input.status) : undefined,
    input.shopDomain ? eq(t.shopDomain, input.shopDomain) : undefined,
    input.cursor && (direction === 'after' ? lt : gt)(t.id, input.cursor.id),
    matches(input.search),
  ]
  return getDb()
    .select({
      id: t.id,
      topic: t.topic,
      shopDomain: t.shopDomain,
      externalId: t.externalId,
      status: t.status,
      reason: t.reason,
      externalOrderId: t.externalOrderId,
      orderId: orders.id,
      orderName: orders.name,
      receivedAt: t.receivedAt,
      duplicates: t.duplicates,
      byteLength: sql<number>`octet_length(${t.body})`,
    })
    .from(t)
    .leftJoin(orders, isAboutOrder)
    .where(and(...conditions))
    .orderBy((direction === 'after' ? desc : asc)(t.id))
    .limit(PAGE_SIZE + 1)
}

/** Joins a message with the order it is about, once that is known. */
export const isAboutOrder = and(
  eq(orders.storefrontId, webhooks.storefrontId),
  eq(orders.externalId, webhooks.externalOrderId),
)

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Every branch stands on an index of its own, so that a search never reads the whole table. */
function matches(search: string): SQL | undefined {
  const typed = search.trim()
  if (typed === '') return undefined
  // No text in Postgres holds a NUL, and none may be asked for.
  if (typed.includes('\0')) return sql`false`
  const db = getDb()
  const t = webhooks
  const own = { id: t.id }
  const byWebhook = db
    .select(own)
    .from(t)
    .innerJoin(storefronts, eq(storefronts.shopDomain, t.shopDomain))
    .where(and(eq(t.platform, 'shopify'), eq(t.externalId, typed)))
  const byStorefrontOrder = db
    .select(own)
    .from(t)
    .innerJoin(storefronts, eq(storefronts.id, t.storefrontId))
    .where(eq(t.externalOrderId, typed))
  const byOrderNumber = db
    .select(own)
    .from(t)
    .innerJoin(orders, isAboutOrder)
    .where(inArray(orders.name, [typed, `#${typed}`]))
  const byId = db
    .select(own)
    .from(t)
    .where(UUID.test(typed) ? eq(t.id, typed) : sql`false`)
  return inArray(t.id, unionAll(byWebhook, byStorefrontOrder, byOrderNumber, byId))
}

/** The values the list can be filtered by: topics and shops that have been seen. */
export async function listWebhookFilters(): Promise<{ topics: string[]; shops: string[] }> {
  const db = getDb()
  // A loose index scan: one probe per topic instead of a read of every webhook.
  const seen = db.execute<{ topic: string }>(sql`
    with recursive seen as (
      (select topic from ${webhooks} order by topic limit 1)
      union all
      select (select d.topic from ${webhooks} d where d.topic > seen.topic
              order by d.topic limit 1)
      from seen where seen.topic is not null
    )
    select topic from seen where topic is not null`)
  const shops = db
    .select({ shopDomain: storefronts.shopDomain })
    .from(storefronts)
    .orderBy(asc(storefronts.shopDomain))
  const [topicRows, shopRows] = await Promise.all([seen, shops])
  return {
    topics: topicRows.map((row) => row.topic),
    shops: shopRows.map((row) => row.shopDomain),
  }
}
