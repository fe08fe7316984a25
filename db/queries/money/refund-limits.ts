import { and, desc, eq, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { refundLimits } from '@/db/schema/settings/refund-limits'
import type { RefundLimits } from '@/domain/refund/refund-limits'
import type { Role } from '@/domain/staff/permissions'

/** A version of a role's limits; `limits` null: reset to the defaults. */
export type RefundLimitsVersion = {
  version: number
  limits: RefundLimits | null
  reason: string
  changedByName: string
  at: Date
}

/** Versions shown in the settings. */
const SHOWN = 20

/** Returns the versions of a role's limits in a shop currency, the current one first. */
export async function listRefundLimits(
  tx: Executor,
  role: Role,
  shopCurrency: string,
  most = SHOWN,
): Promise<RefundLimitsVersion[]> {
  const rows = await tx
    .select()
    .from(refundLimits)
    .where(and(eq(refundLimits.role, role), eq(refundLimits.shopCurrency, shopCurrency)))
    .orderBy(desc(refundLimits.version))
    .limit(most)
  return rows.map((row) => ({
    version: row.version,
    limits: getRefundLimits(row),
    reason: row.reason,
    changedByName: row.changedByName,
    at: row.at,
  }))
}

/** A database constraint ensures that all amounts are set or none. */
function getRefundLimits(row: typeof refundLimits.$inferSelect): RefundLimits | null {
  if (row.perRefundMinor === null) return null
  return {
    perRefund: row.perRefundMinor,
    perOrder: row.perOrderMinor ?? 0n,
    perCustomer30Days: row.perCustomer30DaysMinor ?? 0n,
    perPerson24Hours: row.perPerson24HoursMinor ?? 0n,
    perReshipment: row.perReshipmentMinor ?? 0n,
  }
}

type NewVersion = Omit<RefundLimitsVersion, 'at'> & {
  role: Role
  shopCurrency: string
  changedById: string
}

/** Returns false when another user saved this version first. */
export async function insertRefundLimits(
  tx: Executor,
  { limits, ...facts }: NewVersion,
): Promise<boolean> {
  const rows = await tx
    .insert(refundLimits)
    .values({
      ...facts,
      perRefundMinor: limits?.perRefund,
      perOrderMinor: limits?.perOrder,
      perCustomer30DaysMinor: limits?.perCustomer30Days,
      perPerson24HoursMinor: limits?.perPerson24Hours,
      perReshipmentMinor: limits?.perReshipment,
    })
    .onConflictDoNothing()
    .returning({ id: refundLimits.id })
  return rows.length > 0
}

/** Returns the shop currencies of all orders, ISO 4217. */
export async function listShopCurrencies(tx: Executor): Promise<string[]> {
  const rows: Iterable<Record<string, unknown>> = await tx.execute(sql`
    select distinct one.shop_currency from storefronts s
    cross join lateral (
      select shop_currency from orders where storefront_id = s.id limit 1
    ) one
    order by 1`)
  return [...rows].map((row) => String(row.shop_currency))
}
