import { type Amount, addAmounts, NO_AMOUNT, subtractAmounts } from '@/domain/order/order-snapshot'
import { SHOP_CURRENCY } from './amounts'
import { addressJson, type Customer, customerJson, type PostalAddress } from './customer-json'
import {
  discountCodesJson,
  discountJson,
  type LineState,
  lineJson,
  shippingLineJson,
} from './line-json'
import { amountFields, moneySet, shopAmount, shopTime, taxLineJson } from './money-json'
import type { Place } from './place'
import type { PricedOrder, Property, Tax } from './price-order'

/** The facts of an order that are the same in all of its payloads. */
export type PlacedFacts = {
  id: number
  shippingLineId: number
  number: number
  placedAt: Date
  place: Place
  customer: Customer
  /** A guest checkout, whose payloads have addresses but no customer. */
  isGuest: boolean
  shippingAddress: PostalAddress
  billingAddress: PostalAddress
  priced: PricedOrder
  /** Excess of the storefront's total over the true total; not zero only for `totals_mismatch`. */
  excess: Amount
  gateways: string[]
  note: string | null
  noteAttributes: Property[]
}

/** The state of an order that changes between payloads. */
export type OrderMoment = {
  lines: LineState[]
  updatedAt: Date
  financialStatus: string
  tags: string
  canceledAt: Date | null
  refunds: { json: unknown; subtotal: Amount; tax: Amount }[]
}

/** Builds an order in the format of Shopify's webhooks, API version 2025-07. */
export function orderJson(facts: PlacedFacts, moment: OrderMoment) {
  return {
    ...identityJson(facts, moment),
    ...totalsJson(facts, moment),
    billing_address: addressJson(facts.billingAddress, facts.place),
    customer: facts.isGuest
      ? null
      : customerJson(facts.customer, facts.shippingAddress, facts.place, facts.placedAt),
    discount_applications: facts.priced.discounts.map(discountJson),
    fulfillments: [],
    line_items: moment.lines.map((line) => lineJson(line, facts.priced.market.currency)),
    payment_terms: null,
    refunds: moment.refunds.map((refund) => refund.json),
    shipping_address: addressJson(facts.shippingAddress, facts.place),
    shipping_lines: [
      shippingLineJson(facts.shippingLineId, facts.priced.shipping, facts.priced.market.currency),
    ],
  }
}

function identityJson(facts: PlacedFacts, moment: OrderMoment) {
  const { id, number, customer, placedAt, place, priced } = facts
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    app_id: 580111,
    browser_ip: '203.0.113.7',
    buyer_accepts_marketing: false,
    cancel_reason: moment.canceledAt ? 'customer' : null,
    cancelled_at: moment.canceledAt ? shopTime(moment.canceledAt) : null,
    closed_at: null,
    confirmation_number: `AC${number}`,
    confirmed: true,
    contact_email: customer.email,
    created_at: shopTime(placedAt),
    currency: SHOP_CURRENCY,
    customer_locale: place.locale,
    discount_codes: discountCodesJson(priced),
    duties_included: false,
    email: customer.email,
    estimated_taxes: false,
    financial_status: moment.financialStatus,
    fulfillment_status: null,
    name: `#${number}`,
    note: facts.note,
    note_attributes: facts.noteAttributes,
    number,
    order_number: number,
    payment_gateway_names: facts.gateways,
    phone: null,
    presentment_currency: priced.market.currency,
    processed_at: shopTime(placedAt),
    source_name: 'web',
    tags: moment.tags,
    tax_exempt: false,
    taxes_included: priced.market.taxesIncluded,
    test: true,
    token: id.toString(16),
    updated_at: shopTime(moment.updatedAt),
    user_id: null,
  }
}

function totalsJson({ priced, excess }: PlacedFacts, moment: OrderMoment) {
  const { currency } = priced.market
  const total = addAmounts([priced.total, excess])
  const subtotal = addAmounts(priced.lines.map((line) => line.paid))
  const refundedGoods = addAmounts(moment.refunds.map((refund) => refund.subtotal))
  const refundedTax = addAmounts(moment.refunds.map((refund) => refund.tax))
  const refundedTotal = priced.market.taxesIncluded
    ? refundedGoods
    : addAmounts([refundedGoods, refundedTax])
  const duty = priced.lines.some((line) => line.duty) ? moneySet(priced.duty, currency) : null
  const fee = priced.fee.amount.minor > 0n ? moneySet(priced.fee.amount, currency) : null
  const isPaid = moment.financialStatus === 'paid' || moment.refunds.length > 0
  return {
    ...amountFields('current_subtotal_price', subtractAmounts(subtotal, refundedGoods), currency),
    current_total_additional_fees_set: fee,
    ...amountFields('current_total_discounts', priced.discount, currency),
    current_total_duties_set: duty,
    ...amountFields('current_total_price', subtractAmounts(total, refundedTotal), currency),
    ...amountFields('current_total_tax', subtractAmounts(priced.tax, refundedTax), currency),
    original_total_additional_fees_set: fee,
    original_total_duties_set: duty,
    ...amountFields('subtotal_price', subtotal, currency),
    tax_lines: summedTaxes(priced).map((tax) => taxLineJson(tax, currency)),
    ...amountFields('total_discounts', priced.discount, currency),
    ...amountFields('total_line_items_price', priced.subtotal, currency),
    total_outstanding: shopAmount(isPaid ? NO_AMOUNT : total),
    ...amountFields('total_price', total, currency),
    total_shipping_price_set: moneySet(priced.shipping.price, currency),
    ...amountFields('total_tax', priced.tax, currency),
    total_tip_received: '0.00',
    total_weight: priced.lines.reduce((sum, line) => sum + line.product.grams * line.quantity, 0),
  }
}

/** Sums the taxes on lines, shipping and fees into one tax line per jurisdiction. */
function summedTaxes({ market, lines, shipping, fee }: PricedOrder): Tax[] {
  const all = [...lines.flatMap((line) => line.taxes), ...shipping.taxes, ...fee.taxes]
  return market.taxes.map((tax) => ({
    ...tax,
    amount: addAmounts(all.flatMap(({ title, amount }) => (title === tax.title ? [amount] : []))),
  }))
}
