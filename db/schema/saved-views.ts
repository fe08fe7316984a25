import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { StaffId } from '@/domain/ids'
import { createdAt, id } from './columns'
import { staff } from './staff'

/** A state of the orders list, or of a report, that somebody gave a name. */
export const savedViews = pgTable(
  'saved_views',
  {
    id: id(),
    ownerId: uuid()
      .$type<StaffId>()
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    /** Which scope it is a view of. */
    scope: text({ enum: ['orders', 'reports'] })
      .notNull()
      .default('orders'),
    name: text().notNull(),
    /** The list's address behind its `?`; of a report its page too: `sales?range=28d`. */
    query: text().notNull(),
    /** True: the whole team sees it. */
    isShared: boolean().notNull().default(false),
    /** The role that the scope opens with this view for; only of shared ones. */
    defaultForRole: text({ enum: ['care', 'lead', 'manager', 'finance', 'engineer', 'admin'] }),
    createdAt: createdAt(),
    version: integer().notNull().default(1),
  },
  (t) => [
    index('saved_views_owner').on(t.ownerId),
    uniqueIndex('saved_views_default')
      .on(t.scope, t.defaultForRole)
      .where(sql`${t.defaultForRole} is not null`),
  ],
)
