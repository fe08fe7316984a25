import { splitByLargestRemainder } from '@/domain/money/money'
import { type Amount, addAmounts, NO_AMOUNT, subtractAmounts } from '@/domain/order/order-snapshot'
import type { SandboxProduct } from '../catalog'
import { localPrice, multiplyAmount, share, toAmount } from './amounts'
import type { Market } from './markets'

export type Basket = {
  market: Market
  lines: { product: SandboxProduct; quantity: number; properties: Property[] }[]
  discounts: Discount[]
  shipping: { title: string; code: string; usdMinor: bigint }
  /** The carrier's customs clearance fee, charged on some international orders. */
  fee: { usdMinor: bigint } | undefined
  /** True if duties are charged at checkout. */
  chargesDuties: boolean
}

export type Property = { name: string; value: string }

/** A discount. Allocations refer to its index in the list of discounts. */
export type Discount =
  | { kind: 'percent_code'; code: string; percent: bigint }
  | { kind: 'amount_code'; code: string; usdMinor: bigint }
  | { kind: 'percent_of_line'; title: string; percent: bigint; line: number }
  | { kind: 'free_shipping'; title: string }

/** A discount's share of one line; `discount` is the discount's index. */
export type Allocation = { discount: number; amount: Amount }
export type Tax = { title: string; basisPoints: bigint; amount: Amount }

export type PricedLine = Basket['lines'][number] & {
  unitPrice: Amount
  allocations: Allocation[]
  /** Before discounts. */
  list: Amount
  /** After discounts. */
  paid: Amount
  taxes: Tax[]
  duty: Amount | undefined
}

export type PricedOrder = {
  market: Market
  discounts: Discount[]
  lines: PricedLine[]
  shipping: {
    title: string
    code: string
    price: Amount
    allocations: Allocation[]
    discounted: Amount
    taxes: Tax[]
  }
  fee: { amount: Amount; taxes: Tax[] }
  /** Lines at list price. */
  subtotal: Amount
  discount: Amount
  tax: Amount
  duty: Amount
  total: Amount
}

/**
 * Prices a basket as Shopify does. Each amount is converted to the shop currency separately, and
 * each sum is the sum of its parts in both currencies.
 */
export function priceOrder(basket: Basket): PricedOrder {
  const { market, discounts } = basket
  const lists = basket.lines.map(
    (line) => localPrice(line.product.priceUsdMinor, market) * BigInt(line.quantity),
  )
  const allocated = allocateDiscounts(basket, lists)
  const lines = basket.lines.map((line, index) => priceLine(basket, line, allocated[index] ?? []))
  const shipping = priceShipping(basket)
  const subtotal = addAmounts(lines.map((line) => line.list))
  const discount = addAmounts(
    [...lines.flatMap((line) => line.allocations), ...shipping.allocations].map((a) => a.amount),
  )
  const fee = priceFee(basket)
  const tax = addAmounts(
    [...lines.flatMap((line) => line.taxes), ...shipping.taxes, ...fee.taxes].map(
      ({ amount }) => amount,
    ),
  )
  const duty = addAmounts(lines.flatMap((line) => line.duty ?? []))
  const total = addAmounts([
    ...lines.map((line) => line.paid),
    shipping.discounted,
    market.taxesIncluded ? NO_AMOUNT : tax,
    duty,
    fee.amount,
  ])
  return { market, discounts, lines, shipping, fee, subtotal, discount, tax, duty, total }
}

function priceLine(
  basket: Basket,
  line: Basket['lines'][number],
  allocations: Allocation[],
): PricedLine {
  const { market } = basket
  const unitPrice = toAmount(localPrice(line.product.priceUsdMinor, market), market)
  const list = multiplyAmount(unitPrice, BigInt(line.quantity))
  const paid = subtractAmounts(list, addAmounts(allocations.map(({ amount }) => amount)))
  const hasDuty =
    basket.chargesDuties && market.dutyBasisPoints > 0n && line.product.hsCode !== null
  const duty = hasDuty
    ? toAmount(share(paid.minor, market.dutyBasisPoints, 10_000n, market), market)
    : undefined
  return { ...line, unitPrice, allocations, list, paid, taxes: taxesOn(paid.minor, market), duty }
}

function priceShipping(basket: Basket): PricedOrder['shipping'] {
  const { market, shipping, discounts } = basket
  const price = toAmount(localPrice(shipping.usdMinor, market), market)
  const free = discounts.findIndex((discount) => discount.kind === 'free_shipping')
  const allocations = free < 0 ? [] : [{ discount: free, amount: price }]
  const discounted = free < 0 ? price : NO_AMOUNT
  const { title, code } = shipping
  return { title, code, price, allocations, discounted, taxes: taxesOn(discounted.minor, market) }
}

function priceFee({ market, fee }: Basket): PricedOrder['fee'] {
  if (!fee) return { amount: NO_AMOUNT, taxes: [] }
  const amount = toAmount(localPrice(fee.usdMinor, market), market)
  return { amount, taxes: taxesOn(amount.minor, market) }
}

function taxesOn(minor: bigint, market: Market): Tax[] {
  const all = market.taxes.reduce((sum, tax) => sum + tax.basisPoints, 0n)
  const base = market.taxesIncluded ? 10_000n + all : 10_000n
  return market.taxes.map((tax) => ({
    ...tax,
    amount: toAmount(share(minor, tax.basisPoints, base, market), market),
  }))
}

/** Allocates discounts to lines. Each discount applies to the amounts left by the earlier ones. */
function allocateDiscounts(basket: Basket, lists: bigint[]): Allocation[][] {
  const remaining = [...lists]
  const allocations: Allocation[][] = lists.map(() => [])
  basket.discounts.forEach((discount, index) => {
    sharesOf(discount, basket.market, remaining).forEach((minor, line) => {
      if (minor === 0n) return
      remaining[line] = (remaining[line] ?? 0n) - minor
      allocations[line]?.push({ discount: index, amount: toAmount(minor, basket.market) })
    })
  })
  return allocations
}

function sharesOf(discount: Discount, market: Market, remaining: bigint[]): bigint[] {
  switch (discount.kind) {
    case 'percent_code':
      return remaining.map((minor) => share(minor, discount.percent, 100n, market))
    case 'percent_of_line':
      return remaining.map((minor, line) =>
        line === discount.line ? share(minor, discount.percent, 100n, market) : 0n,
      )
    case 'amount_code': {
      const sum = remaining.reduce((a, b) => a + b, 0n)
      const amount = localPrice(discount.usdMinor, market)
      // At most half of the order, rounded to an amount that cards can pay.
      const maximum = share(sum, 1n, 2n, market)
      return splitByLargestRemainder(smaller(amount, maximum), remaining)
    }
    case 'free_shipping':
      return remaining.map(() => 0n)
  }
}

function smaller(a: bigint, b: bigint): bigint {
  if (a < b) return a
  return b
}
