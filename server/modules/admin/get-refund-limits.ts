import type { Executor } from '@/db/client'
import { listRefundLimits } from '@/db/queries/money/refund-limits'
import type { RefundLimits } from '@/domain/refund/refund-limits'
import { standardLimits } from '@/domain/refund/standard-limits'
import type { Role } from '@/domain/staff/permissions'

/** Returns a role's current refund limits in a shop currency (admin override or default). */
export async function getRefundLimits(
  tx: Executor,
  role: Role,
  shopCurrency: string,
): Promise<RefundLimits> {
  const [latest] = await listRefundLimits(tx, role, shopCurrency, 1)
  return latest?.limits ?? standardLimits(role, shopCurrency)
}
