import { cumulativeShare } from '@/domain/money/money'
import { type Amount, addAmounts, NO_AMOUNT } from '@/domain/order/order-snapshot'
import { toAmount } from './amounts'
import { type LineState, lineJson } from './line-json'
import type { Market } from './markets'
import { moneySet, shopAmount, shopTime } from './money-json'

export type RefundFacts = {
  id: number
  refundLineId: number
  orderId: number
  line: LineState
  market: Market
  at: Date
}

/** Returns the share of one unit in a line's paid amount and tax. */
export function unitRefund(
  { priced }: LineState,
  market: Market,
): { subtotal: Amount; tax: Amount } {
  const unitShare = (minor: bigint) => toAmount(cumulativeShare(minor, 1, priced.quantity), market)
  return {
    subtotal: unitShare(priced.paid.minor),
    tax: addAmounts(priced.taxes.map((tax) => unitShare(tax.amount.minor))),
  }
}

/** Builds the payload of `refunds/create` for one unit of a line, without restocking. */
export function refundJson(facts: RefundFacts, transactions: unknown[]) {
  const { id, orderId, line, market, at } = facts
  const { subtotal, tax } = unitRefund(line, market)
  return {
    id,
    order_id: orderId,
    created_at: shopTime(at),
    note: 'One too many',
    user_id: 548380009,
    processed_at: shopTime(at),
    duties: [],
    total_duties_set: moneySet(NO_AMOUNT, market.currency),
    return: null,
    restock: false,
    refund_shipping_lines: [],
    admin_graphql_api_id: `gid://shopify/Refund/${id}`,
    order_adjustments: [],
    refund_line_items: [
      {
        id: facts.refundLineId,
        quantity: 1,
        line_item_id: line.id,
        location_id: null,
        restock_type: 'no_restock',
        subtotal: Number(shopAmount(subtotal)),
        total_tax: Number(shopAmount(tax)),
        subtotal_set: moneySet(subtotal, market.currency),
        total_tax_set: moneySet(tax, market.currency),
        line_item: lineJson(line, market.currency),
      },
    ],
    transactions,
  }
}
