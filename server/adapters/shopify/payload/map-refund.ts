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
 * Converts a Shopify refund to our terms. `fallback.at` replaces missing times.
 * @throws PayloadError that lists every field with an invalid or inexact amount
 */
export function mapRefund(
  refund: RefundPayload,
  order: Currencies & { taxesIncluded: boolean },
  fallback: { at: Date },
): RefundFact {
  const amounts = createAmountReader(order)
  const lines = mapLines(refund, amounts)
  const shipping = mapShipping(refund, order.taxesIncluded, amounts)
  const dutyMinor = amounts.read('total_duties', refund.total_duties_set).minor
  if (amounts.problems.length > 0) throw new PayloadError(amounts.problems)
  const at = refund.processed_at ?? refund.created_at ?? fallback.at
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

/** Returns the refunded shipping, tax included. Amounts contain the tax if prices include it. */
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
          withoutSigns(adjustment[`${name}_set`]),
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

/** Removes minus signs: Shopify writes refunded adjustments as negative amounts. */
function withoutSigns(set: MoneySet): MoneySet {
  const unsigned = (money: NonNullable<MoneySet>['shop_money']) =>
    money && { ...money, amount: money.amount.replace(/^-/, '') }
  return (
    set && {
      shop_money: unsigned(set.shop_money),
      presentment_money: unsigned(set.presentment_money),
    }
  )
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n)
}
