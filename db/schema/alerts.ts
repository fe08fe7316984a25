import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { ExceptionId, StaffId } from '@/domain/ids'
import { ROLES } from '@/domain/staff/permissions'
import { at, createdAt, id } from './columns'
import { exceptions } from './exceptions'
import { staff } from './staff'

/** The alert settings of a role, for staff members without their own. */
export const roleAlerts = pgTable('role_alerts', {
  role: text({ enum: ROLES }).primaryKey(),
  hasAlerts: boolean().notNull(),
  hasDigest: boolean().notNull(),
})

/** A staff member's email alert settings and quiet hours. */
export const alertChoices = pgTable(
  'alert_choices',
  {
    staffId: uuid()
      .$type<StaffId>()
      .primaryKey()
      .references(() => staff.id, { onDelete: 'cascade' }),
    /** Null: uses the role's setting. */
    hasAlerts: boolean(),
    hasDigest: boolean(),
    /** Minutes after local midnight; alerts are held until quiet hours end. */
    quietFrom: integer(),
    quietUntil: integer(),
    /** An IANA name. */
    timeZone: text().notNull(),
  },
  (t) => [
    check('alert_choices_quiet', sql`(${t.quietFrom} is null) = (${t.quietUntil} is null)`),
    check(
      'alert_choices_minutes',
      sql`${t.quietFrom} between 0 and 1439 and ${t.quietUntil} between 0 and 1439`,
    ),
  ],
)

/** A channel that receives alerts as signed HTTP requests. */
export const alertChannels = pgTable('alert_channels', {
  id: id(),
  name: text().notNull(),
  url: text().notNull(),
  /** Signs every request; shown once, when the channel is created. */
  secret: text().notNull(),
  hasAlerts: boolean().notNull(),
  hasDigest: boolean().notNull(),
  createdAt: createdAt(),
  disabledAt: at(),
})

/** One message to one recipient; the unique keys prevent duplicates. */
export const alerts = pgTable(
  'alerts',
  {
    id: id(),
    kind: text({ enum: ['alert', 'digest'] }).notNull(),
    exceptionId: uuid()
      .$type<ExceptionId>()
      .references(() => exceptions.id, { onDelete: 'cascade' }),
    /** The local day that a digest covers, e.g. `2026-11-22`. */
    day: text(),
    staffId: uuid()
      .$type<StaffId>()
      .references(() => staff.id, { onDelete: 'cascade' }),
    channelId: uuid().references(() => alertChannels.id, { onDelete: 'cascade' }),
    status: text({ enum: ['pending', 'sent', 'failed', 'void'] })
      .notNull()
      .default('pending'),
    /** The earliest time to send: the end of quiet hours, or the next attempt. */
    dueAt: at().notNull(),
    attempts: integer().notNull().default(0),
    error: text(),
    createdAt: createdAt(),
    sentAt: at(),
  },
  (t) => [
    uniqueIndex('alerts_once_per_person').on(t.exceptionId, t.staffId),
    uniqueIndex('alerts_once_per_channel').on(t.exceptionId, t.channelId),
    uniqueIndex('alerts_digest_per_person').on(t.day, t.staffId),
    uniqueIndex('alerts_digest_per_channel').on(t.day, t.channelId),
    index('alerts_created').on(t.createdAt),
    index('alerts_due').on(t.dueAt).where(sql`${t.status} = 'pending'`),
    check('alerts_one_recipient', sql`num_nonnulls(${t.staffId}, ${t.channelId}) = 1`),
    check('alerts_one_subject', sql`num_nonnulls(${t.exceptionId}, ${t.day}) = 1`),
  ],
)
