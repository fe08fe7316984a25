import { divideHalfEven } from '@/domain/money/money'
import {
  type Amount,
  addAmounts,
  type LineSnapshot,
  NO_AMOUNT,
  type OrderTotals,
  type ShippingLineSnapshot,
} from '@/domain/order/order-snapshot'
import type { AmountReader } from './money-fields'
import type { OrderPayload } from './order-payload'

/** Returns the order's totals from Shopify; if one is missing, the sum of its parts. */
export function mapTotals(
  order: OrderPayload,
  discount: Amount,
  listPrices: readonly Amount[],
  lines: readonly LineSnapshot[],
  shippingLines: readonly ShippingLineSnapshot[],
  amounts: AmountReader,
): OrderTotals {
  const { read } = amounts
  if (order.total_price === undefined && !order.total_price_set)
    amounts.problems.push('total_price: value is missing.')
  const total = read('total_price', order.total_price_set, order.total_price)
  const duties = dutiesOf(order, lines, amounts)
  return {
    subtotal: order.total_line_items_price_set
      ? read('total_line_items_price', order.total_line_items_price_set)
      : addAmounts(listPrices),
    discount,
    shipping:
      shippingLines.length > 0
        ? addAmounts(shippingLines.map(({ price }) => price))
        : read('total_shipping_price', order.total_shipping_price_set),
    tax: read('total_tax', order.total_tax_set, order.total_tax),
    dutyDomestic: duties.domestic,
    dutyInternational: duties.international,
    tip: tipOf(order, total, amounts),
    fee: read('original_total_additional_fees', order.original_total_additional_fees_set),
    total,
  }
}

/** Sums the lines' duties. The order-wide sum is used only if no line has duties. */
function dutiesOf(order: OrderPayload, lines: readonly LineSnapshot[], amounts: AmountReader) {
  const all = lines.flatMap((line) => line.duties)
  const sumOf = (scope: 'domestic' | 'international') =>
    addAmounts(all.filter((duty) => duty.scope === scope).map(({ amount }) => amount))
  const orderWide =
    all.length > 0
      ? NO_AMOUNT
      : amounts.read('original_total_duties', order.original_total_duties_set)
  return {
    domestic: sumOf('domestic'),
    international: addAmounts([sumOf('international'), orderWide]),
  }
}

/**
 * Returns the tip in both currencies. Shopify sends it in the shop currency only, so the
 * presentment amount is converted at the rate of the order's total, rounded half to even.
 */
function tipOf(order: OrderPayload, total: Amount, amounts: AmountReader): Amount {
  const { total_tip_received: shopAmount, total_tip_received_set: set } = order
  const isOneCurrency = (order.presentment_currency ?? order.currency) === order.currency
  if (set || shopAmount === undefined || isOneCurrency)
    return amounts.read('total_tip_received', set, shopAmount)
  const shopMinor = amounts.readShop('total_tip_received', shopAmount)
  if (shopMinor === 0n || total.shopMinor === 0n) return { minor: 0n, shopMinor }
  return { minor: divideHalfEven(shopMinor * total.minor, total.shopMinor), shopMinor }
}
