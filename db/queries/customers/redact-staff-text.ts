import { and, eq, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { orderEvents } from '@/db/schema/orders/order-events'
import { orderNotes, orderNoteVersions } from '@/db/schema/orders/order-notes'
import type { OrderId } from '@/domain/ids'

/** Erases the text of all notes, because any can mention the customer; keeps author and time. */
export async function redactNotes(tx: Executor, orderId: OrderId): Promise<void> {
  await tx.update(orderNotes).set({ text: '' }).where(eq(orderNotes.orderId, orderId))
  await tx.execute(sql`delete from ${orderNoteVersions} where note_id in (
    select id from ${orderNotes} where order_id = ${orderId})`)
}

/** Removes addresses from the timeline but keeps the edits. Timeline rows can't be updated. */
export async function redactEditedAddresses(tx: Executor, orderId: OrderId): Promise<void> {
  const isAddressEdit = and(
    eq(orderEvents.orderId, orderId),
    eq(orderEvents.type, 'address.edited'),
  )
  const rows = await tx.delete(orderEvents).where(isAddressEdit).returning()
  if (rows.length === 0) return
  await tx
    .insert(orderEvents)
    .values(rows.map((row) => ({ ...row, data: { fields: row.data.fields ?? [] } })))
}
