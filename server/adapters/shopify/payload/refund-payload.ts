import { z } from 'zod'
import { moneySet } from './money-fields'
import {
  decimal,
  externalId,
  list,
  multilineText,
  optionalTimestamp,
  trimmedText,
  wholeNumber,
} from './payload-fields'
import { transactionPayload } from './transaction-payload'

const refundLine = z.object({
  line_item_id: externalId,
  quantity: wholeNumber,
  restock_type: trimmedText,
  subtotal: decimal,
  subtotal_set: moneySet,
  total_tax: decimal,
  total_tax_set: moneySet,
})

const refundShippingLine = z.object({ subtotal_amount_set: moneySet, tax_amount_set: moneySet })

/** Older refunds have a negative adjustment for shipping instead of shipping lines. */
const adjustment = z.object({
  kind: trimmedText,
  amount: decimal,
  amount_set: moneySet,
  tax_amount: decimal,
  tax_amount_set: moneySet,
})

/** The payload of `refunds/create`. */
export const refundPayload = z.object({
  id: externalId,
  order_id: externalId,
  created_at: optionalTimestamp,
  processed_at: optionalTimestamp,
  note: multilineText,
  refund_line_items: list(refundLine),
  refund_shipping_lines: list(refundShippingLine),
  order_adjustments: list(adjustment),
  total_duties_set: moneySet,
  transactions: list(transactionPayload),
})

export type RefundPayload = z.output<typeof refundPayload>
