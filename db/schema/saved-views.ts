import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { StaffId } from '@/domain/ids'
import { createdAt, id } from './columns'
import { staff } from './staff'

/** A named state of the orders list or of a report. */
export const savedViews = pgTable(
  'saved_views',
  {
    id: id(),
    ownerId: uuid()
      .$type<StaffId>()
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    /** The page that it belongs to. */
    scope: text({ enum: ['orders', 'reports'] })
      .notNull()
      .default('orders'),
    name: text().notNull(),
    /** The query string of the list; for a report with its page: `sales?range=28d`. */
    query: text().notNull(),
    /** Whether the whole team sees it. */
    isShared: boolean().notNull().default(false),
    /** The role whose default view it is; shared views only. */
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
