import { index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { OrderId, StaffId } from '@/domain/ids'
import { at, createdAt, id } from '../columns'
import { staff } from '../staff'
import { orders } from './orders'

/** An internal note on an order; customers never see it. */
export const orderNotes = pgTable(
  'order_notes',
  {
    id: id(),
    orderId: uuid()
      .$type<OrderId>()
      .notNull()
      .references(() => orders.id, { onDelete: 'cascade' }),
    authorId: uuid()
      .$type<StaffId>()
      .notNull()
      .references(() => staff.id),
    text: text().notNull(),
    /** The staff members that the text mentions with @. */
    mentions: uuid().array().notNull(),
    createdAt: createdAt(),
    editedAt: at(),
    version: integer().notNull().default(1),
  },
  (t) => [index('order_notes_order').on(t.orderId, t.id)],
)

/** An earlier version of a note. */
export const orderNoteVersions = pgTable(
  'order_note_versions',
  {
    id: id(),
    noteId: uuid()
      .notNull()
      .references(() => orderNotes.id, { onDelete: 'cascade' }),
    version: integer().notNull(),
    text: text().notNull(),
    /** When this version was written and replaced. */
    writtenAt: at().notNull(),
    replacedAt: at().notNull(),
  },
  (t) => [uniqueIndex('order_note_versions_version').on(t.noteId, t.version)],
)
