import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { StaffId } from '@/domain/ids'
import { at, createdAt, id } from './columns'

/** Staff members. The row decides role and access; a session only refers to it. */
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
    /** Sessions created before this time are invalid ("sign out everywhere"). */
    sessionsValidFrom: at().notNull().defaultNow(),
    createdAt: createdAt(),
    version: integer().notNull().default(1),
  },
  (t) => [
    uniqueIndex('staff_email').on(t.email),
    check('staff_email_lower', sql`${t.email} = lower(${t.email})`),
  ],
)

/** One row per sign-in, with its idle and absolute lifetime; can be revoked. */
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
    /** The IP address of the sign-in; '' when unknown. */
    address: text().notNull().default(''),
  },
  (t) => [index('staff_sessions_staff').on(t.staffId, t.address)],
)

/** Counters of failed sign-ins, in the format of rate-limiter-flexible. */
export const loginLimits = pgTable('login_limits', {
  /** What the limit applies to; email addresses are hashed. */
  key: text().primaryKey(),
  points: integer().notNull(),
  expire: at(),
})
