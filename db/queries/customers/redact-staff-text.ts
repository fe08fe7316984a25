import { and, eq, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { orderNotes, orderNoteVersions } from '@/db/schema/notes'
import { orderEvents } from '@/db/schema/orders'
import type { OrderId } from '@/domain/ids'

/** Nobody can tell which notes speak of the person: what they say goes, who wrote when stays. */
export async function redactNotes(tx: Executor, orderId: OrderId): Promise<void> {
  await tx.update(orderNotes).set({ text: '' }).where(eq(orderNotes.orderId, orderId))
  await tx.execute(sql`delete from ${orderNoteVersions} where note_id in (
    select id from ${orderNotes} where order_id = ${orderId})`)
}

/** The timeline keeps that an address was corrected, not which. Its rows refuse to be updated. */
export async function redactEditedAddresses(tx: Executor, orderId: OrderId): Promise<void> {
  const isMeant = and(eq(orderEvents.orderId, orderId), eq(orderEvents.type, 'address.edited'))
  const rows = await tx.delete(orderEvents).where(isMeant).returning()
  if (rows.length === 0) return
  await tx
    .insert(orderEvents)
    .values(rows.map((row) => ({ ...row, data: { fields: row.data.fields ?? [] } })))
}
