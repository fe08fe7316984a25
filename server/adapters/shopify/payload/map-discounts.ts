import { splitByLargestRemainder } from '@/domain/money/money'
import {
  type Amount,
  addAmounts,
  type DiscountSnapshot,
  type DiscountTarget,
  NO_AMOUNT,
  subtractAmounts,
} from '@/domain/order/order-snapshot'
import type { AmountReader } from './money-fields'
import type { AllocationPayload, OrderPayload } from './order-payload'

/** Part of a discount, allocated to one line. `application`: index of the discount, if known. */
type Share = { application: number | undefined; target: DiscountTarget; amount: Amount }

const isZero = ({ minor, shopMinor }: Amount) => minor === 0n && shopMinor === 0n

/**
 * Returns the discounts of an order, each allocated to lines and shipping lines. Without explicit
 * allocations, a line's share is its `total_discount` and a shipping line's share is its price minus
 * its discounted price. The rest of the order's total discount is split over the lines in
 * proportion to their list prices, by largest remainder.
 * @param listPrices the lines' prices before discounts
 */
export function mapDiscounts(
  order: OrderPayload,
  listPrices: readonly Amount[],
  total: Amount,
  amounts: AmountReader,
): DiscountSnapshot[] {
  const shipping = order.shipping_lines.flatMap((line, index) =>
    shippingShares(line, index, amounts),
  )
  const explicit = order.line_items.flatMap((line, index) => lineShares(line, index, amounts))
  const rest = subtractAmounts(total, addAmounts(shipping.map(({ amount }) => amount)))
  const lines = explicit.length > 0 ? explicit : splitOverLines(rest, listPrices)
  return groupByDiscount(order, [...lines, ...shipping])
}

function lineShares(
  line: OrderPayload['line_items'][number],
  index: number,
  amounts: AmountReader,
): Share[] {
  const field = `line_items[${index}]`
  const target = { of: 'line', index } as const
  if (line.discount_allocations.length > 0)
    return allocatedShares(field, line.discount_allocations, target, amounts)
  const amount = amounts.read(
    `${field}.total_discount`,
    line.total_discount_set,
    line.total_discount,
  )
  return isZero(amount) ? [] : [{ application: undefined, target, amount }]
}

function shippingShares(
  line: OrderPayload['shipping_lines'][number],
  index: number,
  amounts: AmountReader,
): Share[] {
  const field = `shipping_lines[${index}]`
  const target = { of: 'shippingLine', index } as const
  if (line.discount_allocations.length > 0)
    return allocatedShares(field, line.discount_allocations, target, amounts)
  const { discounted_price_set: set, discounted_price: shopAmount } = line
  if (shopAmount === undefined && !set) return []
  const price = amounts.read(`${field}.price`, line.price_set, line.price)
  const amount = subtractAmounts(price, amounts.read(`${field}.discounted_price`, set, shopAmount))
  if (amount.minor < 0n || amount.shopMinor < 0n)
    amounts.problems.push(`${field}.discounted_price: exceeds the price.`)
  return isZero(amount) ? [] : [{ application: undefined, target, amount }]
}

function allocatedShares(
  field: string,
  allocations: readonly AllocationPayload[],
  target: DiscountTarget,
  amounts: AmountReader,
): Share[] {
  return allocations.flatMap((allocation, n) => {
    const path = `${field}.discount_allocations[${n}].amount`
    const amount = amounts.read(path, allocation.amount_set, allocation.amount)
    const application = allocation.discount_application_index ?? undefined
    return isZero(amount) ? [] : [{ application, target, amount }]
  })
}

function splitOverLines(total: Amount, listPrices: readonly Amount[]): Share[] {
  if (listPrices.length === 0 || total.minor <= 0n || total.shopMinor < 0n) return []
  const minor = splitByLargestRemainder(
    total.minor,
    listPrices.map((price) => price.minor),
  )
  const shopMinor = splitByLargestRemainder(
    total.shopMinor,
    listPrices.map((price) => price.shopMinor),
  )
  return listPrices.flatMap((_, index) => {
    const amount = { minor: minor[index] ?? 0n, shopMinor: shopMinor[index] ?? 0n }
    const target = { of: 'line', index } as const
    return isZero(amount) ? [] : [{ application: undefined, target, amount }]
  })
}

/** Groups shares by discount. Shares without a known discount form one more per target kind. */
function groupByDiscount(order: OrderPayload, shares: readonly Share[]): DiscountSnapshot[] {
  const named = order.discount_applications.map((application, index) => ({
    kind: application.type ?? 'unknown',
    label: application.code ?? application.title ?? application.description ?? 'Discount',
    value: application.value,
    valueType: application.value_type,
    target:
      application.target_type === 'shipping_line'
        ? ('shipping_line' as const)
        : ('line_item' as const),
    shares: shares.filter((share) => share.application === index),
  }))
  const codes = order.discount_codes.flatMap(({ code }) => code ?? [])
  const unnamed = (of: DiscountTarget['of']) => ({
    kind: codes.length > 0 ? 'discount_code' : 'unknown',
    label: codes.join(', ') || 'Discount',
    value: null,
    valueType: null,
    target: of === 'shippingLine' ? ('shipping_line' as const) : ('line_item' as const),
    shares: shares.filter(
      (share) =>
        share.target.of === of && (share.application === undefined || !named[share.application]),
    ),
  })
  const others = [unnamed('line'), unnamed('shippingLine')].filter(
    (discount) => discount.shares.length > 0,
  )
  return [...named, ...others].map(({ shares: own, ...discount }) => ({
    ...discount,
    amount: addAmounts(own.map(({ amount }) => amount)),
    allocations: own.map(({ target, amount }) => ({ target, amount })),
  }))
}

/** Returns the total discount allocated to one line or shipping line. */
export function discountOn(
  discounts: readonly DiscountSnapshot[],
  of: DiscountTarget['of'],
  index: number,
): Amount {
  const allocations = discounts.flatMap((discount) => discount.allocations)
  const own = allocations.filter(({ target }) => target.of === of && target.index === index)
  return own.length === 0 ? NO_AMOUNT : addAmounts(own.map(({ amount }) => amount))
}
