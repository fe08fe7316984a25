import { addAmounts } from '@/domain/order/order-snapshot'
import { amountFields, moneySet, shopAmount, taxLineJson } from './money-json'
import type { Allocation, Discount, PricedLine, PricedOrder } from './price-order'

/** A line of an order. `removed` is the number of refunded units. */
export type LineState = { id: number; priced: PricedLine; removed: number }

/** Builds a line item in Shopify's format. */
export function lineJson({ id, priced, removed }: LineState, currency: string) {
  const { product, quantity } = priced
  const discount = addAmounts(priced.allocations.map(({ amount }) => amount))
  const name = product.variantTitle ? `${product.title} - ${product.variantTitle}` : product.title
  return {
    id,
    admin_graphql_api_id: `gid://shopify/LineItem/${id}`,
    attributed_staffs: [],
    current_quantity: quantity - removed,
    fulfillable_quantity: quantity - removed,
    fulfillment_service: 'manual',
    fulfillment_status: null,
    gift_card: false,
    grams: product.grams,
    name,
    ...amountFields('price', priced.unitPrice, currency),
    product_exists: true,
    product_id: 632910392,
    properties: priced.properties,
    quantity,
    requires_shipping: true,
    sales_line_item_group_id: null,
    sku: product.sku,
    taxable: true,
    title: product.title,
    ...amountFields('total_discount', discount, currency),
    variant_id: 808950810,
    variant_inventory_management: 'shopify',
    variant_title: product.variantTitle,
    vendor: 'Aftercart Sandbox',
    tax_lines: priced.taxes.map((tax) => taxLineJson(tax, currency)),
    duties: dutiesJson(id, priced, currency),
    discount_allocations: priced.allocations.map((allocation) =>
      allocationJson(allocation, currency),
    ),
  }
}

function dutiesJson(lineId: number, { duty, product }: PricedLine, currency: string) {
  if (!duty) return []
  return [
    {
      id: String(lineId),
      harmonized_system_code: product.hsCode,
      country_code_of_origin: product.originCountry,
      ...moneySet(duty, currency),
      tax_lines: [],
      admin_graphql_api_id: `gid://shopify/Duty/${lineId}`,
    },
  ]
}

/** Builds a shipping line in Shopify's format. */
export function shippingLineJson(
  id: number,
  { title, code, price, discounted, allocations, taxes }: PricedOrder['shipping'],
  currency: string,
) {
  return {
    id,
    carrier_identifier: null,
    code,
    current_discounted_price_set: moneySet(discounted, currency),
    ...amountFields('discounted_price', discounted, currency),
    is_removed: false,
    phone: null,
    ...amountFields('price', price, currency),
    requested_fulfillment_service_id: null,
    source: 'shopify',
    title,
    tax_lines: taxes.map((tax) => taxLineJson(tax, currency)),
    discount_allocations: allocations.map((allocation) => allocationJson(allocation, currency)),
  }
}

function allocationJson({ discount, amount }: Allocation, currency: string) {
  return {
    amount: shopAmount(amount),
    discount_application_index: discount,
    amount_set: moneySet(amount, currency),
  }
}

/** Builds a discount application in Shopify's format. */
export function discountJson(discount: Discount) {
  switch (discount.kind) {
    case 'percent_code':
      return {
        ...across,
        type: 'discount_code',
        code: discount.code,
        value: `${discount.percent}.0`,
        value_type: 'percentage',
      }
    case 'amount_code':
      return {
        ...across,
        type: 'discount_code',
        code: discount.code,
        value: shopAmount({ minor: 0n, shopMinor: discount.usdMinor }),
        value_type: 'fixed_amount',
      }
    case 'percent_of_line':
      return {
        target_type: 'line_item',
        target_selection: 'explicit',
        allocation_method: 'one',
        type: 'manual',
        title: discount.title,
        description: discount.title,
        value: `${discount.percent}.0`,
        value_type: 'percentage',
      }
    case 'free_shipping':
      return {
        target_type: 'shipping_line',
        target_selection: 'all',
        allocation_method: 'each',
        type: 'automatic',
        title: discount.title,
        value: '100.0',
        value_type: 'percentage',
      }
  }
}

const across = { target_type: 'line_item', target_selection: 'all', allocation_method: 'across' }

/** Returns the discount codes of an order with the amount of each. */
export function discountCodesJson({ discounts, lines }: PricedOrder) {
  return discounts.flatMap((discount, index) => {
    if (discount.kind !== 'percent_code' && discount.kind !== 'amount_code') return []
    const amounts = lines.flatMap((line) =>
      line.allocations.flatMap(({ discount: of, amount }) => (of === index ? [amount] : [])),
    )
    const type = discount.kind === 'percent_code' ? 'percentage' : 'fixed_amount'
    return [{ code: discount.code, amount: shopAmount(addAmounts(amounts)), type }]
  })
}
