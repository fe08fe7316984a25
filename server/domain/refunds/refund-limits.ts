import { formatMoney, minorDigits } from '../money'
import type { Role } from '../permissions'

/** How far a role may go without a second person, in units of a currency like the dollar. */
type RoleLimits = {
  perRefund: number
  perOrder: number
  perCustomer30Days: number
  perPerson24Hours: number
  /** What the goods of a reshipment were bought for. */
  perReshipment: number
}

const LIMITS: Record<Role, RoleLimits | undefined> = {
  care: {
    perRefund: 100,
    perOrder: 200,
    perCustomer30Days: 300,
    perPerson24Hours: 1_000,
    perReshipment: 150,
  },
  lead: {
    perRefund: 1_000,
    perOrder: 2_000,
    perCustomer30Days: 3_000,
    perPerson24Hours: 10_000,
    perReshipment: 1_500,
  },
  admin: {
    perRefund: 1_000,
    perOrder: 2_000,
    perCustomer30Days: 3_000,
    perPerson24Hours: 10_000,
    perReshipment: 1_500,
  },
  manager: undefined,
  finance: undefined,
  engineer: undefined,
}

/** Currencies whose unit is worth much less than a dollar, and by how much, in round numbers. */
const SCALE: Record<string, number> = {
  AMD: 400,
  ARS: 1_000,
  BDT: 100,
  CLP: 1_000,
  COP: 4_000,
  CZK: 20,
  DKK: 7,
  DZD: 150,
  EGP: 50,
  HKD: 8,
  HUF: 400,
  IDR: 15_000,
  INR: 80,
  IQD: 1_500,
  ISK: 150,
  JPY: 150,
  KES: 150,
  KRW: 1_500,
  KZT: 500,
  LKR: 300,
  MAD: 10,
  MXN: 20,
  NGN: 1_500,
  NOK: 10,
  NPR: 150,
  PHP: 60,
  PKR: 300,
  PYG: 7_500,
  RSD: 100,
  RUB: 80,
  SEK: 10,
  THB: 35,
  TRY: 40,
  TWD: 30,
  TZS: 2_500,
  UAH: 40,
  UGX: 3_500,
  UZS: 12_500,
  VND: 25_000,
  ZAR: 20,
}

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
  name: keyof RoleLimits
  limitMinor: bigint
  /** Counted before this refund. */
  usedMinor: bigint
  isExceeded: boolean
}

const WORDS: Record<keyof RoleLimits, string> = {
  perRefund: 'one refund',
  perOrder: 'one order',
  perCustomer30Days: 'one customer in 30 days',
  perPerson24Hours: 'one person in 24 hours',
  perReshipment: 'the goods of one reshipment',
}

/** A role's limit in minor units of the shop's currency; zero for who may refund nothing. */
export function limitMinor(role: Role, name: keyof RoleLimits, shopCurrency: string): bigint {
  const units = BigInt(LIMITS[role]?.[name] ?? 0) * BigInt(SCALE[shopCurrency] ?? 1)
  return units * 10n ** BigInt(minorDigits(shopCurrency))
}

/** The limits of a refund for a person of this role. */
export function refundLimits(
  role: Role,
  shopCurrency: string,
  amountMinor: bigint,
  history: RefundHistory,
): LimitState[] {
  const state = (name: keyof RoleLimits, usedMinor: bigint): LimitState => {
    const limit = limitMinor(role, name, shopCurrency)
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
export function reshipmentLimits(
  role: Role,
  shopCurrency: string,
  amountMinor: bigint,
): LimitState[] {
  const limit = limitMinor(role, 'perReshipment', shopCurrency)
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
      return `The limit for ${WORDS[name]} is ${money(limit)}${used}.`
    })
}
