import { formatAmount } from '@/domain/money/money'
import type { Amount } from '@/domain/order/order-snapshot'
import { SHOP_CURRENCY } from './amounts'
import type { Tax } from './price-order'

/** Builds Shopify's `*_set`: an amount in the shop and the presentment currency. */
export function moneySet({ minor, shopMinor }: Amount, currency: string) {
  return {
    shop_money: { amount: shopAmount({ minor, shopMinor }), currency_code: SHOP_CURRENCY },
    presentment_money: { amount: formatAmount(minor, currency), currency_code: currency },
  }
}

/** Formats an amount in the shop currency, which Shopify uses for amounts without a set. */
export function shopAmount({ shopMinor }: Amount): string {
  return formatAmount(shopMinor, SHOP_CURRENCY)
}

/** Builds the fields `name` and `name_set`, which Shopify has for every amount. */
export function amountFields<N extends string>(name: N, amount: Amount, currency: string) {
  return {
    [name]: shopAmount(amount),
    [`${name}_set`]: moneySet(amount, currency),
  } as Record<N, string> & Record<`${N}_set`, ReturnType<typeof moneySet>>
}

/** Builds a tax line in Shopify's format. */
export function taxLineJson(tax: Tax, currency: string) {
  return {
    title: tax.title,
    rate: Number(tax.basisPoints) / 10_000,
    ...amountFields('price', tax.amount, currency),
    channel_liable: false,
  }
}

/** Formats a time in the shop's time zone (UTC-5), as Shopify does. */
export function shopTime(at: Date): string {
  const local = new Date(at.getTime() - 5 * 3_600_000)
  return `${local.toISOString().slice(0, 19)}-05:00`
}
