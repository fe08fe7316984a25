import { and, asc, desc, type SQL, sql } from 'drizzle-orm'
import { getDb } from '@/db/client'
import { orders } from '@/db/schema/orders/orders'
import { orderSteps } from '@/db/schema/pipeline'
import { type OrderFilter, OrderFilterInput, type OrderSort } from '@/domain/order/order-filter'
import { PAGE_SIZE } from '@/domain/order/order-views'
import { type OrderCursor, type OrderSortKey, sortKeyOf } from '@/paths/list-cursor'
import { filterConditions } from './order-conditions'
import { searchConditions } from './order-search'

/** A filter; omitted conditions match everything. */
export type OrderListInput = Partial<OrderFilter> & {
  /** The start of the page; omitted: the first page. */
  cursor?: { direction: 'after' | 'before'; at: OrderCursor } | undefined
  limit?: number | undefined
}

export type OrderListRow = Awaited<ReturnType<typeof readSegment>>[number]

export type OrderListPage = {
  rows: OrderListRow[]
  /** Cursors of the neighboring pages; undefined at either end. */
  next: OrderCursor | undefined
  previous: OrderCursor | undefined
}

type Segment = OrderCursor['segment']
type Direction = 'after' | 'before'

const NO_FILTER = OrderFilterInput.parse({})

/**
 * Returns one page of orders; with a search, exact matches come first. Uses keyset pagination, so
 * the thousandth page costs as much as the first.
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

/** Reads the segments in reading direction until the page is full. */
async function readSegments(
  { cursor, limit: _, ...given }: OrderListInput,
  direction: Direction,
  limit: number,
) {
  const filter = { ...NO_FILTER, ...given }
  const search = searchConditions(filter.search)
  const order = orderBy(filter.sort, direction)
  const inReadingOrder: Segment[] = search ? ['exact', 'rest'] : ['rest']
  const segments = direction === 'after' ? inReadingOrder : inReadingOrder.toReversed()
  const start = cursor?.at
  const found: { row: OrderListRow; cursor: OrderCursor }[] = []
  for (const segment of segments.slice(start ? Math.max(segments.indexOf(start.segment), 0) : 0)) {
    const missing = limit - found.length
    if (missing === 0) break
    const from = start?.segment === segment ? order.beyond(start) : undefined
    const where = and(filterConditions(filter), search?.[segment], from)
    const rows = await readSegment(where, order.columns, missing)
    for (const row of rows)
      found.push({ row, cursor: { segment, value: order.readValue(row), id: row.id } })
  }
  return found
}

// The C collation sorts é after z; the root collation sorts every script correctly.
const byName = sql`${orders.customerName} collate "und-x-icu"`

const SORT_COLUMNS: Record<
  OrderSortKey,
  { column: SQL; parameter: (value: string) => SQL; readValue: (row: OrderListRow) => string }
> = {
  placed: {
    column: sql`${orders.placedAt}`,
    parameter: (value) => sql`${new Date(Number(value)).toISOString()}::timestamptz`,
    readValue: ({ placedAt }) => String(placedAt.getTime()),
  },
  // In shop currency: amounts in different currencies are not comparable.
  total: {
    column: sql`${orders.totalShopMinor}`,
    parameter: (value) => sql`${value}::bigint`,
    readValue: ({ totalShopMinor }) => totalShopMinor.toString(),
  },
  customer: {
    column: byName,
    parameter: (value) => sql`${value}::text`,
    readValue: ({ customerName }) => customerName,
  },
}

/** The ORDER BY of a reading direction. */
function orderBy(sort: OrderSort, direction: Direction) {
  const { column, parameter, readValue } = SORT_COLUMNS[sortKeyOf(sort)]
  const isDescending = sort.startsWith('-') === (direction === 'after')
  const way = isDescending ? desc : asc
  return {
    columns: [way(column), way(orders.id)],
    beyond: ({ value, id }: OrderCursor): SQL => {
      const at = sql`(${parameter(value)}, ${id}::uuid)`
      const key = sql`(${column}, ${orders.id})`
      return isDescending ? sql`${key} < ${at}` : sql`${key} > ${at}`
    },
    readValue,
  }
}

// The table name is explicit: drizzle omits it in single-table selects, and a bare "id" inside the
// subquery would refer to the subquery.
/** The order's current step: the first that is neither done nor skipped. */
const currentStep = sql<{ step: string; status: string; error: string | null } | null>`(
  select json_build_object('step', s.step, 'status', s.status, 'error', s.last_error ->> 'kind')
  from ${orderSteps} s
  where s.order_id = orders.id and s.status not in ('done', 'skipped')
  order by s.position limit 1)`

function readSegment(where: SQL | undefined, order: SQL[], limit: number) {
  return getDb()
    .select({
      id: orders.id,
      name: orders.name,
      placedAt: orders.placedAt,
      customerName: orders.customerName,
      email: orders.email,
      status: orders.status,
      paymentStatus: orders.paymentStatus,
      fulfillmentStatus: orders.fulfillmentStatus,
      isTest: orders.isTest,
      currency: orders.currency,
      totalMinor: orders.totalMinor,
      totalShopMinor: orders.totalShopMinor,
      shopCurrency: orders.shopCurrency,
      country: orders.shippingCountry,
      tags: orders.tags,
      storefrontId: orders.storefrontId,
      assigneeId: orders.assigneeId,
      itemCount: sql<number>`(
        select coalesce(sum(l.quantity), 0)::int from order_lines l
        where l.order_id = orders.id)`,
      currentStep,
    })
    .from(orders)
    .where(where)
    .orderBy(...order)
    .limit(limit)
}
