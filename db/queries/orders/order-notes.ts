import { asc, eq, inArray, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { orderNotes, orderNoteVersions } from '@/db/schema/orders/order-notes'
import { staff } from '@/db/schema/staff'
import type { OrderId } from '@/domain/ids'

export type OrderNoteRow = typeof orderNotes.$inferSelect

/** Lists an order's notes with their earlier versions, oldest first. */
export async function listOrderNotes(tx: Executor, orderId: OrderId) {
  const notes = await tx
    .select({
      id: orderNotes.id,
      authorId: orderNotes.authorId,
      authorName: staff.name,
      text: orderNotes.text,
      mentions: orderNotes.mentions,
      createdAt: orderNotes.createdAt,
      editedAt: orderNotes.editedAt,
      version: orderNotes.version,
    })
    .from(orderNotes)
    .innerJoin(staff, eq(staff.id, orderNotes.authorId))
    .where(eq(orderNotes.orderId, orderId))
    .orderBy(asc(orderNotes.id))
  const edited = notes.filter(({ editedAt }) => editedAt !== null).map(({ id }) => id)
  if (edited.length === 0) return notes.map((note) => ({ ...note, versions: [] }))
  const versions = await tx
    .select()
    .from(orderNoteVersions)
    .where(inArray(orderNoteVersions.noteId, edited))
    .orderBy(asc(orderNoteVersions.version))
  return notes.map((note) => ({
    ...note,
    versions: versions.filter(({ noteId }) => noteId === note.id),
  }))
}

export async function insertOrderNote(
  tx: Executor,
  note: Pick<OrderNoteRow, 'orderId' | 'authorId' | 'text' | 'mentions' | 'createdAt'>,
): Promise<string> {
  const [row] = await tx.insert(orderNotes).values(note).returning({ id: orderNotes.id })
  if (!row) throw new Error('The note was not stored.')
  return row.id
}

/** Locks a note; undefined when it does not exist. */
export async function lockOrderNote(
  tx: Executor,
  noteId: string,
): Promise<OrderNoteRow | undefined> {
  const [row] = await tx.select().from(orderNotes).where(eq(orderNotes.id, noteId)).for('update')
  return row
}

/** Saves a locked note's new text and keeps the previous version. */
export async function saveOrderNote(
  tx: Executor,
  note: OrderNoteRow,
  change: Pick<OrderNoteRow, 'text' | 'mentions'>,
  now: Date,
): Promise<void> {
  await tx.insert(orderNoteVersions).values({
    noteId: note.id,
    version: note.version,
    text: note.text,
    writtenAt: note.editedAt ?? note.createdAt,
    replacedAt: now,
  })
  await tx
    .update(orderNotes)
    .set({ ...change, editedAt: now, version: sql`${orderNotes.version} + 1` })
    .where(eq(orderNotes.id, note.id))
}
