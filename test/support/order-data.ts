import type { Line, OrderData, Tender } from '@/components/order-page/order-data'

type Overrides<T> = { [Key in keyof T]?: unknown }

/** Returns the order page data of an empty order in USD, with the given parts replaced. */
export function orderData({ order, ...parts }: Overrides<OrderData> = {}): OrderData {
  const amounts = ['subtotal', 'dutyDomestic', 'dutyInternational', 'tax', 'shipping', 'discount']
  const zeros = [...amounts, 'tip', 'fee', 'total'].flatMap((name) => [
    [`${name}Minor`, 0n],
    [`${name}ShopMinor`, 0n],
  ])
  const data = {
    order: {
      currency: 'USD',
      shopCurrency: 'USD',
      taxesIncluded: false,
      ...Object.fromEntries(zeros),
      ...(order as object | undefined),
    },
    lines: [],
    taxLines: [],
    duties: [],
    discounts: [],
    allocations: [],
    shippingLines: [],
    payments: [],
    resolutions: [],
    shipments: [],
    ...parts,
  }
  // The functions under test read only the fields above.
  return data as unknown as OrderData
}

/** Returns an order line: one red shirt at $15.99, without discount or tax. */
export function orderLine(overrides: Overrides<Line> = {}): Line {
  const line = {
    id: 'line-1',
    title: 'Red shirt',
    quantity: 1,
    currentQuantity: 1,
    requiresShipping: true,
    unitPriceMinor: 1_599n,
    unitPriceShopMinor: 1_599n,
    discountMinor: 0n,
    taxMinor: 0n,
    taxShopMinor: 0n,
    paidMinor: 1_599n,
    paidShopMinor: 1_599n,
    ...overrides,
  }
  return line as unknown as Line
}

/** Returns a Visa tender in USD, without any captured or refunded amount. */
export function orderTender(overrides: Overrides<Tender> = {}): Tender {
  const tender = {
    kind: 'card',
    brand: 'visa',
    lastFour: '4242',
    currency: 'USD',
    capturedMinor: 0n,
    capturedShopMinor: 0n,
    refundedMinor: 0n,
    refundedShopMinor: 0n,
    chargedBackMinor: 0n,
    ...overrides,
  }
  return tender as unknown as Tender
}
