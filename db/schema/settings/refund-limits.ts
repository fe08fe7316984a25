import { sql } from 'drizzle-orm'
import { check, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { StaffId } from '@/domain/ids'
import type { Role } from '@/domain/staff/permissions'
import { createdAt, id, minor } from '../columns'

/**
 * An admin's override of a role's limits for refunds without approval. All versions are kept; the
 * highest is in effect. Amounts are in the shop's currency; all null: the default is in effect again.
 */
export const refundLimits = pgTable(
  'refund_limits',
  {
    id: id(),
    role: text().$type<Role>().notNull(),
    shopCurrency: text().notNull(),
    version: integer().notNull(),
    perRefundMinor: minor(),
    perOrderMinor: minor(),
    perCustomer30DaysMinor: minor(),
    perPerson24HoursMinor: minor(),
    perReshipmentMinor: minor(),
    reason: text().notNull(),
    changedById: uuid().$type<StaffId>().notNull(),
    changedByName: text().notNull(),
    at: createdAt(),
  },
  (t) => [
    uniqueIndex('refund_limits_version').on(t.role, t.shopCurrency, t.version),
    check(
      'refund_limits_whole',
      sql`num_nulls(${t.perRefundMinor}, ${t.perOrderMinor}, ${t.perCustomer30DaysMinor},
        ${t.perPerson24HoursMinor}, ${t.perReshipmentMinor}) in (0, 5)`,
    ),
    check(
      'refund_limits_not_negative',
      sql`least(${t.perRefundMinor}, ${t.perOrderMinor}, ${t.perCustomer30DaysMinor},
        ${t.perPerson24HoursMinor}, ${t.perReshipmentMinor}) >= 0`,
    ),
  ],
)
