import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { InboxCursor, InboxFilter, InboxSort } from '@/server/domain/inbox'
import { PAGE_SIZE } from '@/server/domain/order-views'
import { getDb } from '../client'
import { webhookDeliveries } from '../schema/deliveries'
import { orders } from '../schema/orders'
import { exceptions } from '../schema/pipeline'
import { staff } from '../schema/staff'
import { type InboxReader, inboxWhere } from './inbox-conditions'

export type InboxPageInput = {
  filter: InboxFilter
  sort: InboxSort
  cursor?: { direction: 'after' | 'before'; at: InboxCursor } | undefined
  limit?: number | undefined
}

type Direction = 'after' | 'before'

// The same text as in the index, or it would not serve.
const byDue = sql`coalesce(${exceptions.dueAt}, '9999-01-01 00:00:00+00'::timestamptz)`

/** One page of exceptions, found by the key of its neighbour. */
export async function listInbox(input: InboxPageInput, reader: InboxReader) {
  const limit = input.limit ?? PAGE_SIZE
  const direction = input.cursor?.direction ?? 'after'
  const found = await readPage(input, reader, direction, limit + 1)
  return turnPage(found, { limit, direction, hasCursor: input.cursor !== undefined })
}

/** Cuts what was read to a page, in reading order, and tells where its neighbours start. */
export function turnPage<Row extends { sortedBy: number; id: string }>(
  found: Row[],
  { limit, direction, hasCursor }: { limit: number; direction: Direction; hasCursor: boolean },
) {
  const hasMore = found.length > limit
  const kept = found.slice(0, limit)
  const rows = direction === 'before' ? kept.reverse() : kept
  const place = (row: Row | undefined) => row && { at: row.sortedBy, id: row.id }
  const hasNext = direction === 'before' || hasMore
  const hasPrevious = direction === 'before' ? hasMore : hasCursor
  return {
    rows,
    next: hasNext ? place(rows.at(-1)) : undefined,
    previous: hasPrevious ? place(rows.at(0)) : undefined,
  }
}

function readPage(
  { filter, sort, cursor }: InboxPageInput,
  reader: InboxReader,
  direction: Direction,
  limit: number,
) {
  const key = sort === 'due' ? byDue : sql`${exceptions.openedAt}`
  const isDescending = (sort === 'newest') !== (direction === 'before')
  const order = isDescending ? desc : asc
  return getDb()
    .select(columns(key))
    .from(exceptions)
    .leftJoin(orders, eq(orders.id, exceptions.orderId))
    .leftJoin(webhookDeliveries, eq(webhookDeliveries.id, exceptions.deliveryId))
    .leftJoin(staff, eq(staff.id, exceptions.assigneeId))
    .where(and(inboxWhere(filter, reader), cursor && beyond(key, cursor.at, isDescending)))
    .orderBy(order(key), order(exceptions.id))
    .limit(limit)
}

function beyond(key: SQL, at: InboxCursor, isDescending: boolean): SQL {
  const place = sql`(${new Date(at.at).toISOString()}::timestamptz, ${at.id}::uuid)`
  const row = sql`(${key}, ${exceptions.id})`
  return isDescending ? sql`${row} < ${place}` : sql`${row} > ${place}`
}

const columns = (key: SQL) => ({
  sortedBy: sql<number>`(extract(epoch from ${key}) * 1000)::float8`,
  id: exceptions.id,
  kind: exceptions.kind,
  step: exceptions.step,
  stage: exceptions.stage,
  status: exceptions.status,
  severity: exceptions.severity,
  message: exceptions.message,
  attempts: exceptions.attempts,
  openedAt: exceptions.openedAt,
  dueAt: exceptions.dueAt,
  nextAttemptAt: exceptions.nextAttemptAt,
  waitUntil: exceptions.waitUntil,
  cameBackFromId: exceptions.cameBackFromId,
  version: exceptions.version,
  assigneeId: exceptions.assigneeId,
  assigneeName: staff.name,
  amountMinor: exceptions.amountMinor,
  currency: exceptions.currency,
  country: exceptions.country,
  orderId: exceptions.orderId,
  orderName: orders.name,
  customerName: orders.customerName,
  deliveryId: exceptions.deliveryId,
  topic: webhookDeliveries.topic,
  shopDomain: webhookDeliveries.shopDomain,
})
