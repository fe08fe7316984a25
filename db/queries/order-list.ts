import { and, asc, desc, inArray, type SQL, sql } from 'drizzle-orm'
import type { OrderCursor } from '@/server/domain/list-cursor'
import { COUNT_CAP, ORDER_VIEWS, type OrderView, PAGE_SIZE } from '@/server/domain/order-views'
import { getDb } from '../client'
import { orders } from '../schema/orders'
import { orderSteps } from '../schema/pipeline'
import { searchConditions } from './order-search'

export type OrderListInput = {
  view: OrderView
  /** What the person typed; '' for no search. */
  search: string
  /** Where the page starts; without one it is the newest. */
  cursor?: { direction: 'after' | 'before'; at: OrderCursor } | undefined
  limit?: number | undefined
}

export type OrderListRow = Awaited<ReturnType<typeof readSegment>>[number]

export type OrderListPage = {
  rows: OrderListRow[]
  /** Starts of the neighbouring pages; undefined at either end. */
  next: OrderCursor | undefined
  previous: OrderCursor | undefined
}

type Segment = OrderCursor['segment']
type Direction = 'after' | 'before'

/**
 * One page of orders, newest first; with a search, exact matches come before the rest. Pages are
 * found by the key of their neighbour, so the thousandth costs what the first does.
 */
export async function listOrders(input: OrderListInput): Promise<OrderListPage> {
  const limit = input.limit ?? PAGE_SIZE
  const direction = input.cursor?.direction ?? 'after'
  const found = await readSegments(input, direction, limit + 1)
  const hasMore = found.length > limit
  if (direction === 'before' && !hasMore) return listOrders({ ...input, cursor: undefined })
  const kept = found.slice(0, limit)
  const page = direction === 'before' ? kept.reverse() : kept
  const [first, last] = [page.at(0), page.at(-1)]
  const hasNext = direction === 'before' || hasMore
  const hasPrevious = direction === 'before' ? hasMore : input.cursor !== undefined
  return {
    rows: page.map(({ row }) => row),
    next: hasNext && last ? last.cursor : undefined,
    previous: hasPrevious && first ? first.cursor : undefined,
  }
}

/** Walks the segments in reading direction until the page is full. */
async function readSegments(input: OrderListInput, direction: Direction, limit: number) {
  const search = searchConditions(input.search)
  const inReadingOrder: Segment[] = search ? ['exact', 'rest'] : ['rest']
  const segments = direction === 'after' ? inReadingOrder : inReadingOrder.toReversed()
  const start = input.cursor?.at
  const found: { row: OrderListRow; cursor: OrderCursor }[] = []
  for (const segment of segments.slice(start ? Math.max(segments.indexOf(start.segment), 0) : 0)) {
    const missing = limit - found.length
    if (missing === 0) break
    const from = start?.segment === segment ? start : undefined
    const where = and(inView(input.view), search?.[segment], beyond(from, direction))
    const rows = await readSegment(where, direction, missing)
    for (const row of rows)
      found.push({ row, cursor: { segment, placedAt: row.placedAt, id: row.id } })
  }
  return found
}

function inView(view: OrderView): SQL | undefined {
  const { statuses } = ORDER_VIEWS[view]
  return statuses.length === 0 ? undefined : inArray(orders.status, [...statuses])
}

function beyond(cursor: OrderCursor | undefined, direction: Direction): SQL | undefined {
  if (!cursor) return undefined
  const key = sql`(${orders.placedAt}, ${orders.id})`
  const at = sql`(${cursor.placedAt.toISOString()}::timestamptz, ${cursor.id}::uuid)`
  return direction === 'after' ? sql`${key} < ${at}` : sql`${key} > ${at}`
}

// The table is spelt out: drizzle drops it from columns of a select over one table, and inside
// the subquery a bare "id" would be the subquery's own.
/** The step the order stands at: the first that is neither done nor skipped. */
const currentStep = sql<{ step: string; status: string; error: string | null } | null>`(
  select json_build_object('step', s.step, 'status', s.status, 'error', s.last_error ->> 'kind')
  from ${orderSteps} s
  where s.order_id = orders.id and s.status not in ('done', 'skipped')
  order by s.position limit 1)`

function readSegment(where: SQL | undefined, direction: Direction, limit: number) {
  const order = direction === 'after' ? desc : asc
  return getDb()
    .select({
      id: orders.id,
      name: orders.name,
      placedAt: orders.placedAt,
      customerName: orders.customerName,
      email: orders.email,
      status: orders.status,
      paymentStatus: orders.paymentStatus,
      fulfilmentStatus: orders.fulfilmentStatus,
      isTest: orders.isTest,
      currency: orders.currency,
      totalMinor: orders.totalMinor,
      itemCount: sql<number>`(
        select coalesce(sum(l.quantity), 0)::int from order_lines l
        where l.order_id = orders.id)`,
      currentStep,
    })
    .from(orders)
    .where(where)
    .orderBy(order(orders.placedAt), order(orders.id))
    .limit(limit)
}

/**
 * How many orders each view holds. Counting stops one past `COUNT_CAP`, so that the answer costs
 * no more at ten million orders than at twenty thousand.
 */
export async function countOrderViews(): Promise<Record<OrderView, number>> {
  const names = Object.keys(ORDER_VIEWS) as OrderView[]
  const counts = names.map((view) => {
    const where = inView(view)
    return sql`(select count(*)::int from (
      select 1 from ${orders} ${where ? sql`where ${where}` : sql``} limit ${COUNT_CAP + 1}) capped
      ) as ${sql.identifier(view)}`
  })
  const [row] = await getDb().execute<Record<OrderView, number>>(
    sql`select ${sql.join(counts, sql`, `)}`,
  )
  if (!row) throw new Error('A select without a from clause gave no row.')
  return row
}
