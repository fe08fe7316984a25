import { and, type SQL, sql } from 'drizzle-orm'
import { getDb } from '@/db/client'
import { exceptions } from '@/db/schema/exceptions'
import type { InboxCursor, InboxFilter, InboxSort } from '@/domain/exception/inbox'
import { PAGE_SIZE } from '@/domain/order/order-views'
import type { ExceptionRow } from './exceptions'
import { type InboxViewer, inboxWhere } from './inbox-conditions'

export type InboxPageInput = {
  filter: InboxFilter
  sort: InboxSort
  cursor?: { direction: 'after' | 'before'; at: InboxCursor } | undefined
  limit?: number | undefined
}

type Direction = 'after' | 'before'

// Must match the index expression for Postgres to use it.
const BY_DUE = `coalesce(exceptions.due_at, '9999-01-01 00:00:00+00'::timestamptz)`

/** Returns one page of exceptions by keyset pagination. */
export async function listInbox(input: InboxPageInput, viewer: InboxViewer) {
  const limit = input.limit ?? PAGE_SIZE
  const direction = input.cursor?.direction ?? 'after'
  const found = await readPage(input, viewer, direction, limit + 1)
  return turnPage(found, { limit, direction, hasCursor: input.cursor !== undefined })
}

/** Trims the rows to one page in display order and returns the cursors of its neighbors. */
export function turnPage<Row extends { sortedBy: number; id: string }>(
  found: Row[],
  { limit, direction, hasCursor }: { limit: number; direction: Direction; hasCursor: boolean },
) {
  const hasMore = found.length > limit
  const kept = found.slice(0, limit)
  const rows = direction === 'before' ? kept.reverse() : kept
  const cursorOf = (row: Row | undefined) => row && { at: row.sortedBy, id: row.id }
  const hasNext = direction === 'before' || hasMore
  const hasPrevious = direction === 'before' ? hasMore : hasCursor
  return {
    rows,
    next: hasNext ? cursorOf(rows.at(-1)) : undefined,
    previous: hasPrevious ? cursorOf(rows.at(0)) : undefined,
  }
}

async function readPage(
  { filter, sort, cursor }: InboxPageInput,
  viewer: InboxViewer,
  direction: Direction,
  limit: number,
): Promise<InboxRow[]> {
  const sortedBy = sort === 'due' ? BY_DUE : 'exceptions.opened_at'
  const key = sql.raw(sortedBy)
  const isDescending = (sort === 'newest') !== (direction === 'before')
  const order = sql.raw(isDescending ? 'desc' : 'asc')
  const where = and(inboxWhere(filter, viewer), cursor && beyond(key, cursor.at, isDescending))
  const found = await getDb().execute<RawRow>(sql`
    select ${sql.raw(millis(sortedBy))} as "sortedBy", ${COLUMNS} where ${where}
    order by ${key} ${order}, exceptions.id ${order} limit ${limit}`)
  return Array.from(found, toRow)
}

function beyond(key: SQL, at: InboxCursor, isDescending: boolean): SQL {
  const position = sql`(${new Date(at.at).toISOString()}::timestamptz, ${at.id}::uuid)`
  const row = sql`(${key}, ${exceptions.id})`
  return isDescending ? sql`${row} < ${position}` : sql`${row} > ${position}`
}

/** One row of the inbox. */
type InboxRow = Pick<
  ExceptionRow,
  | 'id'
  | 'kind'
  | 'step'
  | 'stage'
  | 'status'
  | 'severity'
  | 'message'
  | 'attempts'
  | 'openedAt'
  | 'dueAt'
  | 'nextAttemptAt'
  | 'waitUntil'
  | 'recurredFromId'
  | 'version'
  | 'assigneeId'
  | 'amountMinor'
  | 'currency'
  | 'country'
  | 'orderId'
  | 'webhookId'
> & {
  sortedBy: number
  assigneeName: string | null
  orderName: string | null
  customerName: string | null
  topic: string | null
  shopDomain: string | null
}

type TimeField = 'openedAt' | 'dueAt' | 'nextAttemptAt' | 'waitUntil'
/** Times in milliseconds, amounts as text. */
type RawRow = Omit<InboxRow, TimeField | 'amountMinor'> & {
  openedAt: number
  dueAt: number | null
  nextAttemptAt: number | null
  waitUntil: number | null
  amountMinor: string | null
}

const millis = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`

// Built once: composing this wide a select on each call takes longer than running it.
const COLUMNS = sql.raw(`
  exceptions.id, exceptions.kind, exceptions.step, exceptions.stage, exceptions.status,
  exceptions.severity, exceptions.message, exceptions.attempts, exceptions.version,
  ${millis('exceptions.opened_at')} as "openedAt",
  ${millis('exceptions.due_at')} as "dueAt",
  ${millis('exceptions.next_attempt_at')} as "nextAttemptAt",
  ${millis('exceptions.wait_until')} as "waitUntil",
  exceptions.recurred_from_id as "recurredFromId",
  exceptions.assignee_id as "assigneeId", staff.name as "assigneeName",
  exceptions.amount_minor::text as "amountMinor", exceptions.currency, exceptions.country,
  exceptions.order_id as "orderId", orders.name as "orderName",
  orders.customer_name as "customerName", exceptions.webhook_id as "webhookId",
  webhooks.topic, webhooks.shop_domain as "shopDomain"
  from exceptions
  left join orders on orders.id = exceptions.order_id
  left join webhooks on webhooks.id = exceptions.webhook_id
  left join staff on staff.id = exceptions.assignee_id`)

const dateOf = (ms: number | null) => (ms === null ? null : new Date(ms))

function toRow(raw: RawRow): InboxRow {
  return {
    ...raw,
    openedAt: new Date(raw.openedAt),
    dueAt: dateOf(raw.dueAt),
    nextAttemptAt: dateOf(raw.nextAttemptAt),
    waitUntil: dateOf(raw.waitUntil),
    amountMinor: raw.amountMinor === null ? null : BigInt(raw.amountMinor),
  }
}
