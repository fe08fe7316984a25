import { sql } from 'drizzle-orm'
import { type Executor, getDb } from '@/db/client'
import { orderEvents } from '@/db/schema/orders'
import type { OrderId } from '@/domain/ids'
import { wholeRows } from '../sql/prepared-rows'

/** Timeline rows per page; older pages are read from the oldest row's id. */
export const TIMELINE_PAGE = 100

const readEvents = wholeRows(orderEvents, ['orderId'])

/** Lists an order's timeline, newest first, older than the row `before`. */
export async function listOrderEvents(orderId: OrderId, before?: string, tx: Executor = getDb()) {
  const older = before ? sql`and id < ${before}` : sql``
  const rows = await readEvents(
    tx,
    sql`where order_id = ${orderId} ${older} order by id desc limit ${TIMELINE_PAGE + 1}`,
  )
  return { events: rows.slice(0, TIMELINE_PAGE), hasOlder: rows.length > TIMELINE_PAGE }
}
