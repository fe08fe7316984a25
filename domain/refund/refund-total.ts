import { RefundError } from './refund-error'

/** Why a person changed the computed amount; reports add these up by name. */
export const ADJUSTMENT_REASONS = ['customer', 'damage', 'restock', 'goodwill', 'other'] as const
export type AdjustmentReason = (typeof ADJUSTMENT_REASONS)[number]

/** What was computed for each part of the refund, in minor units of one currency. */
export type RefundAmounts = {
  itemsMinor: bigint
  taxMinor: bigint
  shippingMinor: bigint
  dutyMinor: bigint
}

export type Override = { totalMinor: bigint; reason: AdjustmentReason }

/** The person's side of it: how far they may go. */
export type OverrideLimits = { capMinor: bigint; canOverride: boolean }

export type RefundTotal = {
  /** What the rules come to. */
  computedMinor: bigint
  /** What the person added (positive) or kept back (negative). */
  adjustmentMinor: bigint
  totalMinor: bigint
}

/**
 * What is left of a part that is not counted in units (shipping; domestic or international
 * duties): paid after discount, with its tax, less what was refunded or is pending.
 */
export function partLeftMinor(paidMinor: bigint, refundedMinor: bigint): bigint {
  return paidMinor > refundedMinor ? paidMinor - refundedMinor : 0n
}

/**
 * The refund as a whole. An override replaces the computed amount and leaves the difference as
 * a named adjustment: lower for everybody, higher with permission, never above the cap.
 * @throws RefundError when the person may not raise it, or nobody may go that far
 */
export function refundTotal(
  amounts: RefundAmounts,
  { capMinor, canOverride }: OverrideLimits,
  override?: Override,
): RefundTotal {
  const { itemsMinor, taxMinor, shippingMinor, dutyMinor } = amounts
  const computedMinor = itemsMinor + taxMinor + shippingMinor + dutyMinor
  const totalMinor = override?.totalMinor ?? computedMinor
  if (totalMinor < 0n) throw new RefundError('A refund is not negative.')
  if (totalMinor > computedMinor && !canOverride) {
    throw new RefundError('You may lower the amount, not raise it.')
  }
  if (totalMinor > capMinor) throw new RefundError('More was asked for than is left to refund.')
  return { computedMinor, adjustmentMinor: totalMinor - computedMinor, totalMinor }
}
