import { index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { OrderId, StaffId } from '@/domain/ids'
import { at, createdAt, id } from './columns'
import { orders } from './orders'
import { staff } from './staff'

/** What staff write on an order for each other; customers never see it. */
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
    /** The people of the staff that the text names with an @. */
    mentions: uuid().array().notNull(),
    createdAt: createdAt(),
    editedAt: at(),
    version: integer().notNull().default(1),
  },
  (t) => [index('order_notes_order').on(t.orderId, t.id)],
)

/** What a note said before each edit. */
export const orderNoteVersions = pgTable(
  'order_note_versions',
  {
    id: id(),
    noteId: uuid()
      .notNull()
      .references(() => orderNotes.id, { onDelete: 'cascade' }),
    version: integer().notNull(),
    text: text().notNull(),
    /** When this text was written, and until when it stood. */
    writtenAt: at().notNull(),
    replacedAt: at().notNull(),
  },
  (t) => [uniqueIndex('order_note_versions_version').on(t.noteId, t.version)],
)
