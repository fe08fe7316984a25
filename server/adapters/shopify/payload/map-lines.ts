import {
  type Amount,
  type DiscountSnapshot,
  type DutySnapshot,
  type LineSnapshot,
  type ShippingLineSnapshot,
  subtractAmounts,
} from '@/domain/order/order-snapshot'
import { cleanText } from '@/domain/text/clean-text'
import { discountOn } from './map-discounts'
import { mapDuties, mapTaxes, sumOfTaxes } from './map-taxes'
import type { AmountReader } from './money-fields'
import type { LinePayload, OrderPayload, ShippingLinePayload } from './order-payload'

/** Returns quantity times unit price of each line. */
export function listPricesOf(order: OrderPayload, amounts: AmountReader): Amount[] {
  return order.line_items.map((line, index) => {
    const price = unitPriceOf(line, index, amounts)
    const quantity = BigInt(line.quantity)
    return { minor: price.minor * quantity, shopMinor: price.shopMinor * quantity }
  })
}

const unitPriceOf = (line: LinePayload, index: number, amounts: AmountReader) =>
  amounts.read(`line_items[${index}].price`, line.price_set, line.price)

/** Converts the lines of an order, each with the amount paid after discounts. */
export function mapLines(
  order: OrderPayload,
  discounts: readonly DiscountSnapshot[],
  dutyScope: DutySnapshot['scope'],
  amounts: AmountReader,
): LineSnapshot[] {
  const listPrices = listPricesOf(order, amounts)
  return order.line_items.map((line, index) => {
    const field = `line_items[${index}]`
    const listPrice = listPrices[index] ?? { minor: 0n, shopMinor: 0n }
    const discount = discountOn(discounts, 'line', index)
    const paid = subtractAmounts(listPrice, discount)
    if (paid.minor < 0n || paid.shopMinor < 0n)
      amounts.problems.push(`${field}: the discount exceeds the price.`)
    const taxes = mapTaxes(field, line.tax_lines, amounts)
    const duties = mapDuties(field, line.duties, dutyScope, amounts)
    return {
      ...describeLine(line),
      unitPrice: unitPriceOf(line, index, amounts),
      discount,
      paid,
      tax: sumOfTaxes(taxes),
      taxes,
      duties,
      hsCode: line.harmonized_system_code ?? duties[0]?.hsCode ?? null,
      originCountry: line.country_code_of_origin ?? duties[0]?.originCountry ?? null,
    }
  })
}

function describeLine(line: LinePayload) {
  return {
    externalId: line.id,
    sku: line.sku,
    title: line.title ?? line.name ?? line.sku ?? line.id,
    variantTitle: line.variant_title,
    quantity: line.quantity,
    currentQuantity: line.current_quantity ?? line.quantity,
    grams: line.grams ?? 0,
    requiresShipping: line.requires_shipping ?? !line.gift_card,
    isGiftCard: line.gift_card,
    properties: line.properties.map(({ name, value }) => ({
      name: cleanText(name ?? '').text,
      value: cleanText(toText(value)).text,
    })),
  }
}

/** Property values can have any type; other types than strings are written as JSON. */
function toText(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Converts the shipping lines of an order, each with its share of every discount. */
export function mapShippingLines(
  lines: readonly ShippingLinePayload[],
  discounts: readonly DiscountSnapshot[],
  amounts: AmountReader,
): ShippingLineSnapshot[] {
  return lines.map((line, index) => {
    const field = `shipping_lines[${index}]`
    const price = amounts.read(`${field}.price`, line.price_set, line.price)
    const taxes = mapTaxes(field, line.tax_lines, amounts)
    const discount = discountOn(discounts, 'shippingLine', index)
    if (discount.minor > price.minor || discount.shopMinor > price.shopMinor)
      amounts.problems.push(`${field}: the discount exceeds the price.`)
    const title = line.title ?? line.code ?? ''
    return { code: line.code, title, price, discount, tax: sumOfTaxes(taxes), taxes }
  })
}
