import { z } from 'zod'
import { moneySet } from './money-fields'
import {
  decimal,
  externalId,
  flag,
  list,
  multilineText,
  optionalTimestamp,
  singleLineText,
  timestamp,
  trimmedText,
  wholeNumber,
} from './payload-fields'

const text = z.string().nullish()

const taxLine = z.object({
  title: singleLineText,
  price: decimal,
  price_set: moneySet,
  rate: decimal,
  channel_liable: flag,
})

const allocation = z.object({
  amount: decimal,
  amount_set: moneySet,
  discount_application_index: wholeNumber.nullish(),
})

/** The amounts are in the duty itself or under `price`. */
const duty = z.preprocess(
  (value) =>
    typeof value === 'object' && value !== null && !('price' in value)
      ? { ...value, price: value }
      : value,
  z.object({
    harmonized_system_code: trimmedText,
    country_code_of_origin: trimmedText,
    price: moneySet,
    tax_lines: list(taxLine),
  }),
)

/** Values can have any type; the mapping converts them to text. */
const property = z.object({ name: text, value: z.unknown() })

const lineItem = z.object({
  id: externalId,
  title: singleLineText,
  name: singleLineText,
  variant_title: singleLineText,
  sku: trimmedText,
  quantity: wholeNumber,
  current_quantity: wholeNumber.nullish(),
  price: decimal,
  price_set: moneySet,
  total_discount: decimal,
  total_discount_set: moneySet,
  discount_allocations: list(allocation),
  grams: wholeNumber.nullish(),
  requires_shipping: z.boolean().nullish(),
  gift_card: flag,
  properties: list(property),
  harmonized_system_code: trimmedText,
  country_code_of_origin: trimmedText,
  tax_lines: list(taxLine),
  duties: list(duty),
})

const shippingLine = z.object({
  code: trimmedText,
  title: singleLineText,
  price: decimal,
  price_set: moneySet,
  discounted_price: decimal,
  discounted_price_set: moneySet,
  discount_allocations: list(allocation),
  tax_lines: list(taxLine),
  is_removed: flag,
})

const discountApplication = z.object({
  type: trimmedText,
  title: singleLineText,
  description: singleLineText,
  code: singleLineText,
  value: trimmedText,
  value_type: trimmedText,
  target_type: trimmedText,
})

/** Raw text: the mapping cleans addresses, because it reports fields that were only emoji. */
const address = z.object({
  name: text,
  first_name: text,
  last_name: text,
  company: text,
  address1: text,
  address2: text,
  city: text,
  province: text,
  province_code: text,
  zip: text,
  country_code: text,
  phone: text,
})

export const customerPayload = z.object({
  id: externalId,
  email: trimmedText,
  phone: trimmedText,
  first_name: singleLineText,
  last_name: singleLineText,
  locale: trimmedText,
  note: multilineText,
  updated_at: optionalTimestamp,
})

/** The payload of the `orders/*` topics, except `orders/edited`. */
export const orderPayload = z.object({
  id: externalId,
  name: singleLineText,
  order_number: trimmedText,
  created_at: optionalTimestamp,
  processed_at: optionalTimestamp,
  updated_at: timestamp,
  cancelled_at: optionalTimestamp,
  cancel_reason: trimmedText,
  currency: z.string(),
  presentment_currency: z.string().nullish(),
  taxes_included: flag,
  test: flag,
  financial_status: trimmedText,
  fulfillment_status: trimmedText,
  customer: customerPayload.nullish(),
  email: trimmedText,
  contact_email: trimmedText,
  phone: trimmedText,
  customer_locale: trimmedText,
  note: multilineText,
  tags: trimmedText,
  line_items: list(lineItem),
  // Shipping lines removed by an edit are not part of the order's totals.
  shipping_lines: list(shippingLine).transform((lines) =>
    lines.filter((shipping) => !shipping.is_removed),
  ),
  tax_lines: list(taxLine),
  discount_applications: list(discountApplication),
  discount_codes: list(z.object({ code: singleLineText })),
  shipping_address: address.nullish(),
  billing_address: address.nullish(),
  total_line_items_price: decimal,
  total_line_items_price_set: moneySet,
  total_discounts: decimal,
  total_discounts_set: moneySet,
  total_shipping_price_set: moneySet,
  total_tax: decimal,
  total_tax_set: moneySet,
  original_total_duties_set: moneySet,
  original_total_additional_fees_set: moneySet,
  total_tip_received: decimal,
  total_tip_received_set: moneySet,
  total_price: decimal,
  total_price_set: moneySet,
})

export type OrderPayload = z.output<typeof orderPayload>
export type LinePayload = z.output<typeof lineItem>
export type ShippingLinePayload = z.output<typeof shippingLine>
export type TaxLinePayload = z.output<typeof taxLine>
export type AllocationPayload = z.output<typeof allocation>
export type DutyPayload = z.output<typeof duty>
export type AddressPayload = z.output<typeof address>
export type CustomerPayload = z.output<typeof customerPayload>
