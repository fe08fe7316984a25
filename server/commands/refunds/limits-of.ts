import type { Executor } from '@/db/client'
import { listRefundLimits } from '@/db/queries/refund-limits'
import type { Role } from '@/server/domain/permissions'
import type { RefundLimits } from '@/server/domain/refunds/refund-limits'
import { standardLimits } from '@/server/domain/refunds/standard-limits'

/** How far this role may go now in a shop of this currency: as an admin set it, or the standard. */
export async function limitsOf(
  tx: Executor,
  role: Role,
  shopCurrency: string,
): Promise<RefundLimits> {
  const [latest] = await listRefundLimits(tx, role, shopCurrency, 1)
  return latest?.limits ?? standardLimits(role, shopCurrency)
}
