import { sql } from 'drizzle-orm'
import { type Executor, getDb } from '@/db/client'
import { orderEvents } from '@/db/schema/orders'
import type { OrderId } from '@/domain/ids'
import { wholeRows } from '../sql/whole-rows'

/** Timeline rows of one read; older ones are asked for by the id of the oldest shown. */
export const TIMELINE_PAGE = 100

const readEvents = wholeRows(orderEvents, ['orderId'])

/** An order's timeline, newest first; `before` is the id of the oldest row already there. */
export async function listOrderEvents(orderId: OrderId, before?: string, tx: Executor = getDb()) {
  const older = before ? sql`and id < ${before}` : sql``
  const rows = await readEvents(
    tx,
    sql`where order_id = ${orderId} ${older} order by id desc limit ${TIMELINE_PAGE + 1}`,
  )
  return { events: rows.slice(0, TIMELINE_PAGE), hasOlder: rows.length > TIMELINE_PAGE }
}
