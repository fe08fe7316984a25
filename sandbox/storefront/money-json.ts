import { formatAmount } from '@/domain/money/money'
import type { Amount } from '@/domain/order/order-snapshot'
import { SHOP_CURRENCY } from './amounts'
import type { Tax } from './price-order'

/** Shopify's `*_set`: the same amount in the shop's currency and in the customer's. */
export function moneySet({ minor, shopMinor }: Amount, currency: string) {
  return {
    shop_money: { amount: shopAmount({ minor, shopMinor }), currency_code: SHOP_CURRENCY },
    presentment_money: { amount: formatAmount(minor, currency), currency_code: currency },
  }
}

/** Plain amounts of an order are in the shop's currency. */
export function shopAmount({ shopMinor }: Amount): string {
  return formatAmount(shopMinor, SHOP_CURRENCY)
}

/** `name` and `name_set`, as Shopify doubles every amount. */
export function doubled<N extends string>(name: N, amount: Amount, currency: string) {
  return {
    [name]: shopAmount(amount),
    [`${name}_set`]: moneySet(amount, currency),
  } as Record<N, string> & Record<`${N}_set`, ReturnType<typeof moneySet>>
}

export function taxLineJson(tax: Tax, currency: string) {
  return {
    title: tax.title,
    rate: Number(tax.basisPoints) / 10_000,
    ...doubled('price', tax.amount, currency),
    channel_liable: false,
  }
}

/** A moment as Shopify writes it, by the clock of the shop (UTC-5). */
export function shopTime(at: Date): string {
  const local = new Date(at.getTime() - 5 * 3_600_000)
  return `${local.toISOString().slice(0, 19)}-05:00`
}
