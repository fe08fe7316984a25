import { RefundError } from './refund-error'

/** Reasons for changing the computed amount; reports group adjustments by them. */
export const ADJUSTMENT_REASONS = ['customer', 'damage', 'restock', 'goodwill', 'other'] as const
export type AdjustmentReason = (typeof ADJUSTMENT_REASONS)[number]

/** The computed amounts of a refund, in minor units of one currency. */
export type RefundAmounts = {
  itemsMinor: bigint
  taxMinor: bigint
  shippingMinor: bigint
  dutyMinor: bigint
}

export type Override = { totalMinor: bigint; reason: AdjustmentReason }

/** The user's limits for an override. */
export type OverrideLimits = { capMinor: bigint; canOverride: boolean }

export type RefundTotal = {
  /** The total by the rules, without an override. */
  computedMinor: bigint
  /** Added (positive) or withheld (negative) by the user. */
  adjustmentMinor: bigint
  totalMinor: bigint
}

/**
 * Returns the refundable amount of a part without units, such as shipping or duties: paid after
 * discount, with tax, minus refunds (succeeded and pending).
 */
export function partLeftMinor(paidMinor: bigint, refundedMinor: bigint): bigint {
  return paidMinor > refundedMinor ? paidMinor - refundedMinor : 0n
}

/**
 * Returns the total of a refund. An override replaces the computed amount and records the difference
 * as an adjustment: any user can lower it; raising it requires permission and is limited by the cap.
 * @throws RefundError when the user may not raise the amount, or it exceeds the cap
 */
export function refundTotal(
  amounts: RefundAmounts,
  { capMinor, canOverride }: OverrideLimits,
  override?: Override,
): RefundTotal {
  const { itemsMinor, taxMinor, shippingMinor, dutyMinor } = amounts
  const computedMinor = itemsMinor + taxMinor + shippingMinor + dutyMinor
  const totalMinor = override?.totalMinor ?? computedMinor
  if (totalMinor < 0n) throw new RefundError("A refund can't be negative.")
  if (totalMinor > computedMinor && !canOverride) {
    throw new RefundError('You can lower the amount but not raise it.')
  }
  if (totalMinor > capMinor) throw new RefundError('The amount exceeds the refundable amount.')
  return { computedMinor, adjustmentMinor: totalMinor - computedMinor, totalMinor }
}
