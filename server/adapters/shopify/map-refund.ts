import type { RefundFact } from '@/server/domain/storefront-facts'
import { mapTransaction } from './map-transaction'
import {
  type AmountReader,
  type Currencies,
  createAmountReader,
  type MoneySet,
} from './money-fields'
import { PayloadError } from './payload-error'
import type { RefundPayload } from './refund-payload'

/**
 * A Shopify refund in our terms. `otherwise.at` is used where it names no time.
 * @throws PayloadError that names the field of every amount that is not exact
 */
export function mapRefund(
  refund: RefundPayload,
  currencies: Currencies,
  otherwise: { at: Date },
): RefundFact {
  const amounts = createAmountReader(currencies)
  const lines = mapLines(refund, amounts)
  const shippingMinor = sum(
    refund.refund_shipping_lines.length > 0
      ? refund.refund_shipping_lines.map(
          (line, n) =>
            amounts.read(`refund_shipping_lines[${n}].subtotal_amount`, line.subtotal_amount_set)
              .minor,
        )
      : adjustedShipping(refund, amounts),
  )
  const dutyMinor = amounts.read('total_duties', refund.total_duties_set).minor
  if (amounts.problems.length > 0) throw new PayloadError(amounts.problems)
  const at = refund.processed_at ?? refund.created_at ?? otherwise.at
  return {
    externalId: refund.id,
    at,
    note: refund.note,
    itemsMinor: sum(lines.map((line) => line.amountMinor)),
    taxMinor: sum(lines.map((line) => line.taxMinor)),
    shippingMinor,
    dutyMinor,
    lines,
    transactions: refund.transactions.map((transaction, n) =>
      mapTransaction(transaction, currencies, { at, field: `transactions[${n}]` }),
    ),
  }
}

function mapLines(refund: RefundPayload, amounts: AmountReader): RefundFact['lines'] {
  return refund.refund_line_items.map((line, n) => {
    const field = `refund_line_items[${n}]`
    const { subtotal_set, subtotal, total_tax_set, total_tax } = line
    return {
      lineExternalId: line.line_item_id,
      quantity: line.quantity,
      restock: ['return', 'cancel', 'legacy_restock'].includes(line.restock_type ?? '')
        ? 'return_to_stock'
        : 'none',
      amountMinor: amounts.read(`${field}.subtotal`, subtotal_set, subtotal).minor,
      taxMinor: amounts.read(`${field}.total_tax`, total_tax_set, total_tax).minor,
    }
  })
}

function adjustedShipping(refund: RefundPayload, amounts: AmountReader): bigint[] {
  return refund.order_adjustments.flatMap(({ kind, amount, amount_set }, n) => {
    if (kind !== 'shipping_refund') return []
    const field = `order_adjustments[${n}].amount`
    return amounts.read(field, positive(amount_set), amount?.replace(/^-/, '')).minor
  })
}

/** Adjustments are written from the shop's side: what goes back is negative. */
function positive(set: MoneySet): MoneySet {
  const flip = (money: NonNullable<MoneySet>['shop_money']) =>
    money && { ...money, amount: money.amount.replace(/^-/, '') }
  return set && { shop_money: flip(set.shop_money), presentment_money: flip(set.presentment_money) }
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n)
}
