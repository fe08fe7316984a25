import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import type { StaffId } from '@/domain/ids'
import type { ReportAlert } from '@/domain/reports/report-alert'
import { at, createdAt, id } from './columns'
import { savedViews } from './saved-views'
import { staff } from './staff'

/** Sends a saved report to the person who asked for it, again and again. */
export const reportSchedules = pgTable(
  'report_schedules',
  {
    id: id(),
    viewId: uuid()
      .notNull()
      .references(() => savedViews.id, { onDelete: 'cascade' }),
    /** Who gets it, at the address of their staff row. */
    staffId: uuid()
      .$type<StaffId>()
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    cadence: text({ enum: ['daily', 'weekly'] }).notNull(),
    /** Of weekly ones: ISO, 1 is Monday. */
    weekday: integer(),
    /** The hour of the day in `timeZone` from which it is due. */
    hour: integer().notNull(),
    timeZone: text().notNull(),
    /** True: a report without any figure is not sent. */
    onlyIfNotEmpty: boolean().notNull().default(false),
    /** Sent only when this figure crosses this line; null: always. */
    alert: jsonb().$type<ReportAlert>(),
    /** The local day before which nothing is due: the day it was made, or the next. */
    startsOn: date().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    index('report_schedules_staff').on(t.staffId),
    index('report_schedules_view').on(t.viewId),
    check('report_schedules_hour', sql`${t.hour} between 0 and 23`),
    check('report_schedules_weekday', sql`(${t.cadence} = 'weekly') = (${t.weekday} is not null)`),
    check('report_schedules_weekday_iso', sql`${t.weekday} between 1 and 7`),
  ],
)

/** One mail of a schedule: at most one for each day that it is due on. */
export const reportMails = pgTable(
  'report_mails',
  {
    id: id(),
    scheduleId: uuid()
      .notNull()
      .references(() => reportSchedules.id, { onDelete: 'cascade' }),
    /** The local day it is for; null: somebody asked for one at once. */
    dueOn: date(),
    status: text({ enum: ['pending', 'sent', 'skipped', 'failed'] })
      .notNull()
      .default('pending'),
    attempts: integer().notNull().default(0),
    /** Why it was skipped or has not arrived, in words for its reader. */
    reason: text(),
    settledAt: at(),
    createdAt: createdAt(),
  },
  (t) => [unique('report_mails_day').on(t.scheduleId, t.dueOn)],
)
