import { z } from 'zod'
import { moneySet } from './money-fields'
import {
  decimal,
  externalId,
  flag,
  line,
  list,
  moment,
  note,
  optionalMoment,
  whole,
  word,
} from './payload-fields'

const text = z.string().nullish()

const taxLine = z.object({
  title: line,
  price: decimal,
  price_set: moneySet,
  rate: decimal,
  channel_liable: flag,
})

const allocation = z.object({
  amount: decimal,
  amount_set: moneySet,
  discount_application_index: whole.nullish(),
})

/** The amounts stand in the duty itself, or under `price`. */
const duty = z.preprocess(
  (value) =>
    typeof value === 'object' && value !== null && !('price' in value)
      ? { ...value, price: value }
      : value,
  z.object({
    harmonized_system_code: word,
    country_code_of_origin: word,
    price: moneySet,
    tax_lines: list(taxLine),
  }),
)

/** Values may be anything; whoever reads a property expects text. */
const property = z.object({ name: text, value: z.unknown() })

const lineItem = z.object({
  id: externalId,
  title: line,
  name: line,
  variant_title: line,
  sku: word,
  quantity: whole,
  current_quantity: whole.nullish(),
  price: decimal,
  price_set: moneySet,
  total_discount: decimal,
  total_discount_set: moneySet,
  discount_allocations: list(allocation),
  grams: whole.nullish(),
  requires_shipping: z.boolean().nullish(),
  gift_card: flag,
  properties: list(property),
  harmonized_system_code: word,
  country_code_of_origin: word,
  tax_lines: list(taxLine),
  duties: list(duty),
})

const shippingLine = z.object({
  code: word,
  title: line,
  price: decimal,
  price_set: moneySet,
  discounted_price: decimal,
  discounted_price_set: moneySet,
  discount_allocations: list(allocation),
  tax_lines: list(taxLine),
  is_removed: flag,
})

const discountApplication = z.object({
  type: word,
  title: line,
  description: line,
  code: line,
  value: word,
  value_type: word,
  target_type: word,
})

/** Addresses are cleaned by their mapping, which has to know what was only emoji. */
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
  email: word,
  phone: word,
  first_name: line,
  last_name: line,
  locale: word,
  note,
  updated_at: optionalMoment,
})

/** An order as the `orders/*` topics carry it, except `orders/edited`. */
export const orderPayload = z.object({
  id: externalId,
  name: line,
  order_number: word,
  created_at: optionalMoment,
  processed_at: optionalMoment,
  updated_at: moment,
  cancelled_at: optionalMoment,
  cancel_reason: word,
  currency: z.string(),
  presentment_currency: z.string().nullish(),
  taxes_included: flag,
  test: flag,
  financial_status: word,
  fulfillment_status: word,
  customer: customerPayload.nullish(),
  email: word,
  contact_email: word,
  phone: word,
  customer_locale: word,
  note,
  tags: word,
  line_items: list(lineItem),
  // Those that an edit took off are gone: no sum of the order counts them.
  shipping_lines: list(shippingLine).transform((all) => all.filter((one) => !one.is_removed)),
  tax_lines: list(taxLine),
  discount_applications: list(discountApplication),
  discount_codes: list(z.object({ code: line })),
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
