import type { Amount } from '@/domain/order/order-snapshot'
import type { RefundFact } from '@/domain/order/storefront-facts'
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
  order: Currencies & { taxesIncluded: boolean },
  otherwise: { at: Date },
): RefundFact {
  const amounts = createAmountReader(order)
  const lines = mapLines(refund, amounts)
  const shipping = mapShipping(refund, order.taxesIncluded, amounts)
  const dutyMinor = amounts.read('total_duties', refund.total_duties_set).minor
  if (amounts.problems.length > 0) throw new PayloadError(amounts.problems)
  const at = refund.processed_at ?? refund.created_at ?? otherwise.at
  return {
    externalId: refund.id,
    at,
    note: refund.note,
    itemsMinor: sum(lines.map((line) => line.amountMinor)),
    taxMinor: sum(lines.map((line) => line.taxMinor)),
    shippingMinor: sum(shipping),
    dutyMinor,
    lines,
    transactions: refund.transactions.map((transaction, n) =>
      mapTransaction(transaction, order, { at, field: `transactions[${n}]` }),
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

/** Where prices include tax, an amount has it already. */
function mapShipping(
  refund: RefundPayload,
  taxesIncluded: boolean,
  amounts: AmountReader,
): bigint[] {
  const withTax = (amount: Amount, tax: Amount) => amount.minor + (taxesIncluded ? 0n : tax.minor)
  if (refund.refund_shipping_lines.length === 0)
    return refund.order_adjustments.flatMap((adjustment, n) => {
      if (adjustment.kind !== 'shipping_refund') return []
      const read = (name: 'amount' | 'tax_amount') =>
        amounts.read(
          `order_adjustments[${n}].${name}`,
          positive(adjustment[`${name}_set`]),
          adjustment[name]?.replace(/^-/, ''),
        )
      return withTax(read('amount'), read('tax_amount'))
    })
  return refund.refund_shipping_lines.map(({ subtotal_amount_set, tax_amount_set }, n) => {
    const field = `refund_shipping_lines[${n}]`
    return withTax(
      amounts.read(`${field}.subtotal_amount`, subtotal_amount_set),
      amounts.read(`${field}.tax_amount`, tax_amount_set),
    )
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
