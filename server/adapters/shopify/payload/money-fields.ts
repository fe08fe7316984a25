import { z } from 'zod'
import { MoneyError, parseAmount } from '@/domain/money/money'
import { type Amount, NO_AMOUNT } from '@/domain/order/order-snapshot'
import { PayloadError } from './payload-error'
import { decimal, word } from './payload-fields'

const money = z
  .object({ amount: decimal, currency_code: word, currency: word })
  .nullish()
  .transform((value) =>
    value?.amount === undefined
      ? undefined
      : { amount: value.amount, currency: value.currency_code ?? value.currency },
  )

/** Shopify's `*_set`: one amount in the shop's currency and in the customer's. */
export const moneySet = z.preprocess(
  unwrap,
  z
    .object({ shop_money: money, presentment_money: money })
    .nullish()
    .transform((value) => value ?? undefined),
)

export type MoneySet = z.output<typeof moneySet>

/** The documentation nests some sets under their own name once more. */
function unwrap(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || 'shop_money' in value) return value
  const [inner, ...others] = Object.values(value)
  return others.length === 0 && typeof inner === 'object' ? inner : value
}

/** The two currencies of an order: the customer's and the shop's, ISO 4217. */
export type Currencies = { currency: string; shopCurrency: string }

/** Reads the amounts of one payload and gathers what is wrong with them. */
export type AmountReader = {
  problems: string[]
  /**
   * An amount in both currencies: from its set, or from the plain one, which is in the shop's
   * currency. Nothing at all counts as zero. Refuses negative amounts, more decimals than the
   * currency has, and amounts in a third currency; the result is then zero and a problem noted.
   */
  read(field: string, set: MoneySet, plain?: string): Amount
  /** An amount that is given in the shop's currency only. */
  readShop(field: string, plain: string): bigint
}

export function createAmountReader({ currency, shopCurrency }: Currencies): AmountReader {
  const problems: string[] = []
  const parse = (field: string, text: string, of: string): bigint => {
    try {
      const minor = parseAmount(text, of)
      if (minor < 0n) problems.push(`${field}: "${text}" is negative.`)
      return minor < 0n ? 0n : minor
    } catch (error) {
      if (!(error instanceof MoneyError)) throw error
      problems.push(`${field}: ${error.message}`)
      return 0n
    }
  }
  const readOne = (
    field: string,
    one: NonNullable<MoneySet>['shop_money'],
    of: string,
  ): bigint | undefined => {
    if (!one) return undefined
    if (one.currency === null || one.currency === of) return parse(field, one.amount, of)
    problems.push(`${field}: it is in ${one.currency}, but the order is in ${of}.`)
    return 0n
  }
  return {
    problems,
    readShop: (field, plain) => parse(field, plain, shopCurrency),
    read(field, set, plain) {
      if (!set?.shop_money && !set?.presentment_money && plain === undefined) return NO_AMOUNT
      const shopMinor =
        readOne(`${field}_set.shop_money`, set?.shop_money, shopCurrency) ??
        (plain === undefined ? undefined : parse(field, plain, shopCurrency))
      const minor = readOne(`${field}_set.presentment_money`, set?.presentment_money, currency)
      if (currency === shopCurrency)
        return { minor: minor ?? shopMinor ?? 0n, shopMinor: shopMinor ?? minor ?? 0n }
      // Zero is zero in every currency.
      if (minor === undefined && shopMinor !== 0n)
        problems.push(`${field}: there is no amount in ${currency}.`)
      if (shopMinor === undefined && minor !== 0n)
        problems.push(`${field}: there is no amount in ${shopCurrency}.`)
      return { minor: minor ?? 0n, shopMinor: shopMinor ?? 0n }
    },
  }
}

/**
 * An amount that stands alone.
 * @throws PayloadError when it is negative or has more decimals than the currency
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
