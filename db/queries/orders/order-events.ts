import { sql } from 'drizzle-orm'
import { type Executor, getDb } from '@/db/client'
import { orderEvents } from '@/db/schema/orders/order-events'
import type { OrderId } from '@/domain/ids'
import { preparedRows } from '../sql/prepared-rows'

/** Timeline rows per page; older pages are read from the oldest row's id. */
export const TIMELINE_PAGE = 100

const eventsBy = preparedRows(orderEvents, ['orderId'])
const latestEvents = eventsBy<{ orderId: OrderId }>(
  ({ orderId }) => sql`where order_id = ${orderId} order by id desc limit ${TIMELINE_PAGE + 1}`,
)
const olderEvents = eventsBy<{ orderId: OrderId; before: string }>(
  ({ orderId, before }) =>
    sql`where order_id = ${orderId} and id < ${before} order by id desc limit ${TIMELINE_PAGE + 1}`,
)

/** Lists an order's timeline, newest first, older than the row `before`. */
export async function listOrderEvents(orderId: OrderId, before?: string, tx: Executor = getDb()) {
  const rows = await (before ? olderEvents(tx, { orderId, before }) : latestEvents(tx, { orderId }))
  return { events: rows.slice(0, TIMELINE_PAGE), hasOlder: rows.length > TIMELINE_PAGE }
}
