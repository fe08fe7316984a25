import { and, desc, eq, lt } from 'drizzle-orm'
import { getDb } from '../client'
import { orderEvents } from '../schema/orders'

/** Timeline rows of one read; older ones are asked for by the id of the oldest shown. */
export const TIMELINE_PAGE = 100

/** An order's timeline, newest first; `before` is the id of the oldest row already there. */
export async function listOrderEvents(orderId: string, before?: string) {
  const rows = await getDb()
    .select({
      id: orderEvents.id,
      type: orderEvents.type,
      actorKind: orderEvents.actorKind,
      actorId: orderEvents.actorId,
      actorName: orderEvents.actorName,
      data: orderEvents.data,
      at: orderEvents.at,
    })
    .from(orderEvents)
    .where(and(eq(orderEvents.orderId, orderId), before ? lt(orderEvents.id, before) : undefined))
    .orderBy(desc(orderEvents.id))
    .limit(TIMELINE_PAGE + 1)
  return { events: rows.slice(0, TIMELINE_PAGE), hasOlder: rows.length > TIMELINE_PAGE }
}
