import { formatMoney } from '../money/money'

/** How far a person may go without a second one, in minor units of the shop's currency. */
export type RefundLimits = {
  perRefund: bigint
  perOrder: bigint
  perCustomer30Days: bigint
  perPerson24Hours: bigint
  /** What the goods of a reshipment were bought for. */
  perReshipment: bigint
}

export const LIMIT_NAMES = [
  'perRefund',
  'perOrder',
  'perCustomer30Days',
  'perPerson24Hours',
  'perReshipment',
] as const satisfies readonly (keyof RefundLimits)[]

/** When a request for a second person's word runs out. */
export const APPROVAL_HOURS = 72

/** What was given back before this refund, in the shop's currency. */
export type RefundHistory = {
  orderMinor: bigint
  customer30DaysMinor: bigint
  person24HoursMinor: bigint
}

/** One limit as it stands with this refund counted in. */
export type LimitState = {
  name: keyof RefundLimits
  limitMinor: bigint
  /** Counted before this refund. */
  usedMinor: bigint
  isExceeded: boolean
}

/** What each limit is counted over. */
export const LIMIT_LABELS: Record<keyof RefundLimits, string> = {
  perRefund: 'one refund',
  perOrder: 'one order',
  perCustomer30Days: 'one customer in 30 days',
  perPerson24Hours: 'one person in 24 hours',
  perReshipment: 'the goods of one reshipment',
}

/** The limits of a refund as they stand. */
export function refundLimits(
  limits: RefundLimits,
  amountMinor: bigint,
  history: RefundHistory,
): LimitState[] {
  const state = (name: keyof RefundLimits, usedMinor: bigint): LimitState => {
    const limit = limits[name]
    return { name, limitMinor: limit, usedMinor, isExceeded: usedMinor + amountMinor > limit }
  }
  return [
    state('perRefund', 0n),
    state('perOrder', history.orderMinor),
    state('perCustomer30Days', history.customer30DaysMinor),
    state('perPerson24Hours', history.person24HoursMinor),
  ]
}

/** The limit of a reshipment whose goods were bought for this much. */
export function reshipmentLimits(limits: RefundLimits, amountMinor: bigint): LimitState[] {
  const limit = limits.perReshipment
  const isExceeded = amountMinor > limit
  return [{ name: 'perReshipment', limitMinor: limit, usedMinor: 0n, isExceeded }]
}

/** Why a second person has to decide, in sentences; empty when nobody has to. */
export function approvalReasons(limits: readonly LimitState[], shopCurrency: string): string[] {
  const money = (minor: bigint) => formatMoney(minor, shopCurrency)
  return limits
    .filter(({ isExceeded }) => isExceeded)
    .map(({ name, limitMinor: limit, usedMinor }) => {
      const used = usedMinor > 0n ? `, ${money(usedMinor)} is used` : ''
      return `The limit for ${LIMIT_LABELS[name]} is ${money(limit)}${used}.`
    })
}
