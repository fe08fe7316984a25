import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id } from './columns'
import { staff } from './staff'

/** A state of the orders list that somebody gave a name. */
export const savedViews = pgTable(
  'saved_views',
  {
    id: id(),
    ownerId: uuid()
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    /** The list's address behind its `?`. */
    query: text().notNull(),
    /** True: the whole team sees it. */
    isShared: boolean().notNull().default(false),
    /** The role that the orders list opens with this view for; only of shared ones. */
    defaultForRole: text({ enum: ['care', 'lead', 'manager', 'finance', 'engineer', 'admin'] }),
    createdAt: createdAt(),
    version: integer().notNull().default(1),
  },
  (t) => [
    index('saved_views_owner').on(t.ownerId),
    uniqueIndex('saved_views_default')
      .on(t.defaultForRole)
      .where(sql`${t.defaultForRole} is not null`),
  ],
)
