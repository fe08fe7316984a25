import { z } from 'zod'
import { MoneyError, parseAmount } from '@/domain/money/money'
import { type Amount, NO_AMOUNT } from '@/domain/order/order-snapshot'
import { PayloadError } from './payload-error'
import { decimal, trimmedText } from './payload-fields'

const money = z
  .object({ amount: decimal, currency_code: trimmedText, currency: trimmedText })
  .nullish()
  .transform((value) =>
    value?.amount === undefined
      ? undefined
      : { amount: value.amount, currency: value.currency_code ?? value.currency },
  )

/** Shopify's `*_set` fields: one amount in the shop and the presentment currency. */
export const moneySet = z.preprocess(
  unwrap,
  z
    .object({ shop_money: money, presentment_money: money })
    .nullish()
    .transform((value) => value ?? undefined),
)

export type MoneySet = z.output<typeof moneySet>

/** Unwraps a set that is nested under its own name, as in Shopify's documentation. */
function unwrap(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || 'shop_money' in value) return value
  const [inner, ...others] = Object.values(value)
  return others.length === 0 && typeof inner === 'object' ? inner : value
}

/** An order's presentment currency (`currency`) and shop currency, ISO 4217. */
export type Currencies = { currency: string; shopCurrency: string }

/** Parses the amounts of one payload and collects the problems. */
export type AmountReader = {
  problems: string[]
  /**
   * Returns an amount in both currencies, from its set or from `shopAmount`. Missing amounts are
   * zero. Negative amounts, excess decimals and a third currency add a problem and return zero.
   */
  read(field: string, set: MoneySet, shopAmount?: string): Amount
  /** Returns an amount that is present in the shop currency only. */
  readShop(field: string, shopAmount: string): bigint
}

/** Creates an amount reader for the currencies of one order. */
export function createAmountReader({ currency, shopCurrency }: Currencies): AmountReader {
  const problems: string[] = []
  const parse = (field: string, text: string, code: string) =>
    parseAmountInto(problems, field, text, code)
  const readMoney = (
    field: string,
    money: NonNullable<MoneySet>['shop_money'],
    code: string,
  ): bigint | undefined => {
    if (!money) return undefined
    if (money.currency === null || money.currency === code) return parse(field, money.amount, code)
    problems.push(`${field}: currency is ${money.currency}, but must be ${code}.`)
    return 0n
  }
  return {
    problems,
    readShop: (field, shopAmount) => parse(field, shopAmount, shopCurrency),
    read(field, set, shopAmount) {
      if (!set?.shop_money && !set?.presentment_money && shopAmount === undefined) return NO_AMOUNT
      const shopMinor =
        readMoney(`${field}_set.shop_money`, set?.shop_money, shopCurrency) ??
        (shopAmount === undefined ? undefined : parse(field, shopAmount, shopCurrency))
      const minor = readMoney(`${field}_set.presentment_money`, set?.presentment_money, currency)
      if (currency === shopCurrency)
        return { minor: minor ?? shopMinor ?? 0n, shopMinor: shopMinor ?? minor ?? 0n }
      // Zero is zero in every currency.
      if (minor === undefined && shopMinor !== 0n)
        problems.push(`${field}: no amount in ${currency}.`)
      if (shopMinor === undefined && minor !== 0n)
        problems.push(`${field}: no amount in ${shopCurrency}.`)
      return { minor: minor ?? 0n, shopMinor: shopMinor ?? 0n }
    },
  }
}

/** Returns an amount in minor units; for an invalid one, adds a problem and returns zero. */
function parseAmountInto(problems: string[], field: string, text: string, code: string): bigint {
  try {
    const minor = parseAmount(text, code)
    if (minor < 0n) problems.push(`${field}: "${text}" is negative.`)
    return minor < 0n ? 0n : minor
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error
    problems.push(`${field}: ${error.message}`)
    return 0n
  }
}

/**
 * Parses one amount to minor units.
 * @throws PayloadError if it is negative or has more decimals than the currency
 */
export function parseMinor(field: string, text: string, currency: string): bigint {
  try {
    const minor = parseAmount(text, currency)
    if (minor >= 0n) return minor
  } catch (error) {
    if (error instanceof MoneyError) throw new PayloadError([`${field}: ${error.message}`])
    throw error
  }
  throw new PayloadError([`${field}: "${text}" is negative.`])
}
