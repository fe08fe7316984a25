import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { StaffId } from '@/domain/ids'
import { at, createdAt, id } from './columns'

/** People who may sign in. A row is the authority on role and access; the session only names it. */
export const staff = pgTable(
  'staff',
  {
    id: id<StaffId>(),
    /** Lower case, trimmed. */
    email: text().notNull(),
    name: text().notNull(),
    role: text({ enum: ['care', 'lead', 'manager', 'finance', 'engineer', 'admin'] }).notNull(),
    /** argon2id PHC string; null: single sign-on only. */
    passwordHash: text(),
    disabledAt: at(),
    /** Sessions made before this moment are void ("sign out everywhere"). */
    sessionsValidFrom: at().notNull().defaultNow(),
    createdAt: createdAt(),
    version: integer().notNull().default(1),
  },
  (t) => [
    uniqueIndex('staff_email').on(t.email),
    check('staff_email_lower', sql`${t.email} = lower(${t.email})`),
  ],
)

/** One row per sign-in: carries the idle and the absolute lifetime, and can be revoked. */
export const staffSessions = pgTable(
  'staff_sessions',
  {
    id: id(),
    staffId: uuid()
      .$type<StaffId>()
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
    lastSeenAt: at().notNull().defaultNow(),
    expiresAt: at().notNull(),
    revokedAt: at(),
    /** The network address it was opened from; '' when it could not be told. */
    address: text().notNull().default(''),
  },
  (t) => [index('staff_sessions_staff').on(t.staffId, t.address)],
)

/** Counters of failed sign-ins, in the shape that rate-limiter-flexible keeps them. */
export const loginLimits = pgTable('login_limits', {
  /** What is limited; email addresses only as a hash. */
  key: text().primaryKey(),
  points: integer().notNull(),
  expire: at(),
})
