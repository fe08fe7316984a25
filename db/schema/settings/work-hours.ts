import { sql } from 'drizzle-orm'
import { check, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { StaffId } from '@/domain/ids'
import type { WorkingHours } from '@/domain/working-hours/working-hours'
import { createdAt, id } from '../columns'

/**
 * An admin's override of the team's working hours. All versions are kept; the highest is in effect.
 */
export const workHours = pgTable(
  'work_hours',
  {
    id: id(),
    version: integer().notNull().unique(),
    /** IANA name. Null, like the week: the default is in effect again. */
    timeZone: text(),
    /** A shift or null for each day from Sunday to Saturday. */
    week: jsonb().$type<WorkingHours['week']>(),
    reason: text().notNull(),
    changedById: uuid().$type<StaffId>().notNull(),
    changedByName: text().notNull(),
    at: createdAt(),
  },
  (t) => [check('work_hours_whole', sql`(${t.timeZone} is null) = (${t.week} is null)`)],
)
