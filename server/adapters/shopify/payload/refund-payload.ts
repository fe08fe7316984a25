import { z } from 'zod'
import { moneySet } from './money-fields'
import { decimal, externalId, list, note, optionalMoment, whole, word } from './payload-fields'
import { transactionPayload } from './transaction-payload'

const refundLine = z.object({
  line_item_id: externalId,
  quantity: whole,
  restock_type: word,
  subtotal: decimal,
  subtotal_set: moneySet,
  total_tax: decimal,
  total_tax_set: moneySet,
})

const refundShippingLine = z.object({ subtotal_amount_set: moneySet, tax_amount_set: moneySet })

/** Before refunds had shipping lines, shipping came back as a negative adjustment. */
const adjustment = z.object({
  kind: word,
  amount: decimal,
  amount_set: moneySet,
  tax_amount: decimal,
  tax_amount_set: moneySet,
})

/** A refund as `refunds/create` carries it. */
export const refundPayload = z.object({
  id: externalId,
  order_id: externalId,
  created_at: optionalMoment,
  processed_at: optionalMoment,
  note,
  refund_line_items: list(refundLine),
  refund_shipping_lines: list(refundShippingLine),
  order_adjustments: list(adjustment),
  total_duties_set: moneySet,
  transactions: list(transactionPayload),
})

export type RefundPayload = z.output<typeof refundPayload>
