import { sql } from 'drizzle-orm'
import { boolean, check, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { at } from '../columns'

/** How new exceptions are assigned. At most one row; without it, manually. */
export const assignmentSettings = pgTable(
  'assignment_settings',
  {
    id: text().primaryKey().default('inbox'),
    /** Assigns new exceptions of the staff stage in rotation. */
    isRoundRobin: boolean().notNull(),
    /** The staff member who got the last one. */
    lastStaffId: uuid(),
    version: integer().notNull().default(1),
    changedByName: text().notNull(),
    changedAt: at().notNull(),
  },
  (t) => [check('assignment_settings_one', sql`${t.id} = 'inbox'`)],
)
