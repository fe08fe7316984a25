import { sql } from 'drizzle-orm'
import { boolean, check, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { at } from './columns'

/** How new exceptions find their owner: one row at most, none means by hand. */
export const assignmentSettings = pgTable(
  'assignment_settings',
  {
    id: text().primaryKey().default('inbox'),
    /** New exceptions of the staff stage go to one person after the other. */
    isRoundRobin: boolean().notNull(),
    /** Whose turn was last. */
    lastStaffId: uuid(),
    version: integer().notNull().default(1),
    changedByName: text().notNull(),
    changedAt: at().notNull(),
  },
  (t) => [check('assignment_settings_one', sql`${t.id} = 'inbox'`)],
)
