import { minorDigits } from '../money/money'
import type { Role } from '../staff/permissions'
import type { RefundLimits } from './refund-limits'

/** In major units of a currency worth about one dollar. */
type Units = { [name in keyof RefundLimits]: number }

const LEAD: Units = {
  perRefund: 1_000,
  perOrder: 2_000,
  perCustomer30Days: 3_000,
  perPerson24Hours: 10_000,
  perReshipment: 1_500,
}

const UNITS: Partial<Record<Role, Units>> = {
  care: {
    perRefund: 100,
    perOrder: 200,
    perCustomer30Days: 300,
    perPerson24Hours: 1_000,
    perReshipment: 150,
  },
  lead: LEAD,
  admin: LEAD,
}

const ZERO: Units = {
  perRefund: 0,
  perOrder: 0,
  perCustomer30Days: 0,
  perPerson24Hours: 0,
  perReshipment: 0,
}

/** Approximate units per US dollar, for currencies whose unit is worth much less than a dollar. */
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

/**
 * Returns a role's default limits, in minor units of the shop's currency; zero for roles that can't
 * issue refunds.
 */
export function standardLimits(role: Role, shopCurrency: string): RefundLimits {
  const units = UNITS[role] ?? ZERO
  const minorOf = (name: keyof RefundLimits) =>
    BigInt(units[name]) *
    BigInt(SCALE[shopCurrency] ?? 1) *
    10n ** BigInt(minorDigits(shopCurrency))
  return {
    perRefund: minorOf('perRefund'),
    perOrder: minorOf('perOrder'),
    perCustomer30Days: minorOf('perCustomer30Days'),
    perPerson24Hours: minorOf('perPerson24Hours'),
    perReshipment: minorOf('perReshipment'),
  }
}
