import { splitByLargestRemainder } from '@/domain/money/money'
import { type Amount, addAmounts, NO_AMOUNT, subtractAmounts } from '@/domain/order/order-snapshot'
import type { SandboxProduct } from '../catalog'
import { booked, localPrice, share, times } from './amounts'
import type { Market } from './markets'

export type Basket = {
  market: Market
  lines: { product: SandboxProduct; quantity: number; properties: Property[] }[]
  discounts: Discount[]
  shipping: { title: string; code: string; usdMinor: bigint }
  /** What the carrier asks for clearing customs; nothing at home, and not of every order abroad. */
  fee: { usdMinor: bigint } | undefined
  /** Duties are charged at checkout. */
  chargesDuties: boolean
}

export type Property = { name: string; value: string }

/** A discount as it is granted; its place in the list is what allocations point to. */
export type Discount =
  | { kind: 'percent_code'; code: string; percent: bigint }
  | { kind: 'amount_code'; code: string; usdMinor: bigint }
  | { kind: 'percent_of_line'; title: string; percent: bigint; line: number }
  | { kind: 'free_shipping'; title: string }

export type Allocation = { discount: number; amount: Amount }
export type Tax = { title: string; basisPoints: bigint; amount: Amount }

export type PricedLine = Basket['lines'][number] & {
  unitPrice: Amount
  allocations: Allocation[]
  /** At list price, and after its share of every discount. */
  list: Amount
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
 * Prices a basket as Shopify does: every single amount in the market's currency and, converted by
 * itself, in the shop's, and every sum the sum of its parts in either.
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
      (one) => one.amount,
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
  const unitPrice = booked(localPrice(line.product.priceUsdMinor, market), market)
  const list = times(unitPrice, BigInt(line.quantity))
  const paid = subtractAmounts(list, addAmounts(allocations.map(({ amount }) => amount)))
  const hasDuty =
    basket.chargesDuties && market.dutyBasisPoints > 0n && line.product.hsCode !== null
  const duty = hasDuty
    ? booked(share(paid.minor, market.dutyBasisPoints, 10_000n, market), market)
    : undefined
  return { ...line, unitPrice, allocations, list, paid, taxes: taxesOn(paid.minor, market), duty }
}

function priceShipping(basket: Basket): PricedOrder['shipping'] {
  const { market, shipping, discounts } = basket
  const price = booked(localPrice(shipping.usdMinor, market), market)
  const free = discounts.findIndex((discount) => discount.kind === 'free_shipping')
  const allocations = free < 0 ? [] : [{ discount: free, amount: price }]
  const discounted = free < 0 ? price : NO_AMOUNT
  const { title, code } = shipping
  return { title, code, price, allocations, discounted, taxes: taxesOn(discounted.minor, market) }
}

function priceFee({ market, fee }: Basket): PricedOrder['fee'] {
  if (!fee) return { amount: NO_AMOUNT, taxes: [] }
  const amount = booked(localPrice(fee.usdMinor, market), market)
  return { amount, taxes: taxesOn(amount.minor, market) }
}

function taxesOn(minor: bigint, market: Market): Tax[] {
  const all = market.taxes.reduce((sum, tax) => sum + tax.basisPoints, 0n)
  const base = market.taxesIncluded ? 10_000n + all : 10_000n
  return market.taxes.map((tax) => ({
    ...tax,
    amount: booked(share(minor, tax.basisPoints, base, market), market),
  }))
}

/** Where every discount falls, line by line. Each works on what the ones before it left. */
function allocateDiscounts(basket: Basket, lists: bigint[]): Allocation[][] {
  const left = [...lists]
  const allocations: Allocation[][] = lists.map(() => [])
  basket.discounts.forEach((discount, index) => {
    sharesOf(discount, basket.market, left).forEach((minor, line) => {
      if (minor === 0n) return
      left[line] = (left[line] ?? 0n) - minor
      allocations[line]?.push({ discount: index, amount: booked(minor, basket.market) })
    })
  })
  return allocations
}

function sharesOf(discount: Discount, market: Market, left: bigint[]): bigint[] {
  switch (discount.kind) {
    case 'percent_code':
      return left.map((minor) => share(minor, discount.percent, 100n, market))
    case 'percent_of_line':
      return left.map((minor, line) =>
        line === discount.line ? share(minor, discount.percent, 100n, market) : 0n,
      )
    case 'amount_code': {
      const sum = left.reduce((a, b) => a + b, 0n)
      const wanted = localPrice(discount.usdMinor, market)
      // Never more than half of the order, in an amount that cards can pay.
      const most = share(sum, 1n, 2n, market)
      return splitByLargestRemainder(smaller(wanted, most), left)
    }
    case 'free_shipping':
      return left.map(() => 0n)
  }
}

function smaller(a: bigint, b: bigint): bigint {
  if (a < b) return a
  return b
}
