import { and, asc, desc, eq, gt, inArray, lt, type SQL, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import { getDb } from '@/db/client'
import { orders } from '@/db/schema/orders/orders'
import { storefronts } from '@/db/schema/storefronts'
import { webhooks } from '@/db/schema/webhooks'
import { PAGE_SIZE } from '@/domain/order/order-views'
import type { WebhookStatus } from '@/domain/webhook/webhook-status'

export type WebhookListInput = {
  /** The ID of a webhook, event or order, or an order number; '' for no search. */
  search: string
  topic?: string | undefined
  status?: WebhookStatus | undefined
  shopDomain?: string | undefined
  /** The ID of the row next to the page; IDs sort by time of receipt. */
  cursor?: { direction: 'after' | 'before'; id: string } | undefined
}

export type WebhookListRow = Awaited<ReturnType<typeof readRows>>[number]
export type WebhookListPage = {
  rows: WebhookListRow[]
  next: string | undefined
  previous: string | undefined
}

/** Returns one page of webhooks, newest first. */
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

/** Joins a webhook with its order, if known. */
export const isAboutOrder = and(
  eq(orders.storefrontId, webhooks.storefrontId),
  eq(orders.externalId, webhooks.externalOrderId),
)

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Each branch uses a separate index, so that a search never scans the whole table. */
function matches(search: string): SQL | undefined {
  const text = search.trim()
  if (text === '') return undefined
  // Postgres text cannot contain NUL.
  if (text.includes('\0')) return sql`false`
  const db = getDb()
  const t = webhooks
  const columns = { id: t.id }
  const byWebhook = db
    .select(columns)
    .from(t)
    .innerJoin(storefronts, eq(storefronts.shopDomain, t.shopDomain))
    .where(and(eq(t.platform, 'shopify'), eq(t.externalId, text)))
  const byStorefrontOrder = db
    .select(columns)
    .from(t)
    .innerJoin(storefronts, eq(storefronts.id, t.storefrontId))
    .where(eq(t.externalOrderId, text))
  const byOrderNumber = db
    .select(columns)
    .from(t)
    .innerJoin(orders, isAboutOrder)
    .where(inArray(orders.name, [text, `#${text}`]))
  const byId = db
    .select(columns)
    .from(t)
    .where(UUID.test(text) ? eq(t.id, text) : sql`false`)
  return inArray(t.id, unionAll(byWebhook, byStorefrontOrder, byOrderNumber, byId))
}

/** Returns the filter values of the list: the topics and shops seen so far. */
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
