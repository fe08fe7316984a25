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
import { at, createdAt, id } from '../columns'
import { savedViews } from '../saved-views'
import { staff } from '../staff'

/** Emails a saved report to a staff member on a schedule. */
export const reportSchedules = pgTable(
  'report_schedules',
  {
    id: id(),
    viewId: uuid()
      .notNull()
      .references(() => savedViews.id, { onDelete: 'cascade' }),
    /** The recipient; emails go to the address of the staff row. */
    staffId: uuid()
      .$type<StaffId>()
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    cadence: text({ enum: ['daily', 'weekly'] }).notNull(),
    /** For weekly schedules: ISO, 1 is Monday. */
    weekday: integer(),
    /** The hour in `timeZone` from which it is due. */
    hour: integer().notNull(),
    timeZone: text().notNull(),
    /** Skips empty reports. */
    onlyIfNotEmpty: boolean().notNull().default(false),
    /** Sends only when a metric crosses a threshold; null: always. */
    alert: jsonb().$type<ReportAlert>(),
    /** The first local day that it can be due: the day it was created, or the next. */
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

/** One email of a schedule; at most one per due day. */
export const reportMails = pgTable(
  'report_mails',
  {
    id: id(),
    scheduleId: uuid()
      .notNull()
      .references(() => reportSchedules.id, { onDelete: 'cascade' }),
    /** The local day that it is for; null: a user requested it now. */
    dueOn: date(),
    status: text({ enum: ['pending', 'sent', 'skipped', 'failed'] })
      .notNull()
      .default('pending'),
    attempts: integer().notNull().default(0),
    /** Why it was skipped or failed, as text for the recipient. */
    reason: text(),
    settledAt: at(),
    createdAt: createdAt(),
  },
  (t) => [unique('report_mails_day').on(t.scheduleId, t.dueOn)],
)
