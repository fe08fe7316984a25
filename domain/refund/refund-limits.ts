import { formatMoney } from '../money/money'

/** Limits above which a second user must approve, in minor units of the shop's currency. */
export type RefundLimits = {
  perRefund: bigint
  perOrder: bigint
  perCustomer30Days: bigint
  perPerson24Hours: bigint
  /** Goods value of one reshipment. */
  perReshipment: bigint
}

export const LIMIT_NAMES = [
  'perRefund',
  'perOrder',
  'perCustomer30Days',
  'perPerson24Hours',
  'perReshipment',
] as const satisfies readonly (keyof RefundLimits)[]

/** Hours until an approval request expires. */
export const APPROVAL_HOURS = 72

/** Amounts refunded before this refund, in minor units of the shop's currency. */
export type RefundHistory = {
  orderMinor: bigint
  customer30DaysMinor: bigint
  person24HoursMinor: bigint
}

/** One limit, evaluated for this refund. */
export type LimitState = {
  name: keyof RefundLimits
  limitMinor: bigint
  /** Used before this refund. */
  usedMinor: bigint
  isExceeded: boolean
}

/** The scope of each limit. */
export const LIMIT_LABELS: Record<keyof RefundLimits, string> = {
  perRefund: 'one refund',
  perOrder: 'one order',
  perCustomer30Days: 'one customer in 30 days',
  perPerson24Hours: 'one user in 24 hours',
  perReshipment: 'the goods of one reshipment',
}

/** Evaluates every limit that applies to a refund. */
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

/** Evaluates the limit on a reshipment's goods value. */
export function reshipmentLimits(limits: RefundLimits, amountMinor: bigint): LimitState[] {
  const limit = limits.perReshipment
  const isExceeded = amountMinor > limit
  return [{ name: 'perReshipment', limitMinor: limit, usedMinor: 0n, isExceeded }]
}

/** Returns why a second user must approve, in sentences; empty when no approval is needed. */
export function approvalReasons(limits: readonly LimitState[], shopCurrency: string): string[] {
  const money = (minor: bigint) => formatMoney(minor, shopCurrency)
  return limits
    .filter(({ isExceeded }) => isExceeded)
    .map(({ name, limitMinor: limit, usedMinor }) => {
      const used = usedMinor > 0n ? `, of which ${money(usedMinor)} is already used` : ''
      return `The limit for ${LIMIT_LABELS[name]} is ${money(limit)}${used}.`
    })
}
