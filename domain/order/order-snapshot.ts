import type { FulfillmentStatus } from './order-state'

/** An amount in presentment and shop currency, each in minor units. */
export type Amount = { minor: bigint; shopMinor: bigint }

export type TaxSnapshot = {
  title: string
  /** A decimal fraction such as `0.19`; null when the storefront gave none. */
  rate: string | null
  amount: Amount
  isChannelLiable: boolean
}

export type DutySnapshot = {
  scope: 'domestic' | 'international'
  hsCode: string | null
  originCountry: string | null
  amount: Amount
  taxes: TaxSnapshot[]
}

export type LineSnapshot = {
  externalId: string
  sku: string | null
  title: string
  variantTitle: string | null
  quantity: number
  /** Quantity after the storefront's edits and removals. */
  currentQuantity: number
  unitPrice: Amount
  /** This line's share of every discount. */
  discount: Amount
  /** quantity x unit price - discount. */
  paid: Amount
  tax: Amount
  taxes: TaxSnapshot[]
  duties: DutySnapshot[]
  /** Weight of one unit. */
  grams: number
  requiresShipping: boolean
  isGiftCard: boolean
  properties: { name: string; value: string }[]
  hsCode: string | null
  originCountry: string | null
}

export type ShippingLineSnapshot = {
  code: string | null
  title: string
  price: Amount
  discount: Amount
  tax: Amount
  taxes: TaxSnapshot[]
}

/** The line that a share of a discount applies to: an index into `lines` or `shippingLines`. */
export type DiscountTarget = { of: 'line' | 'shippingLine'; index: number }

export type DiscountSnapshot = {
  kind: string
  label: string
  /** As the storefront gave it: a percentage or an amount. */
  value: string | null
  valueType: string | null
  target: 'line_item' | 'shipping_line'
  amount: Amount
  allocations: { target: DiscountTarget; amount: Amount }[]
}

export type AddressSnapshot = {
  name: string
  company: string | null
  address1: string
  address2: string | null
  city: string
  province: string | null
  provinceCode: string | null
  postalCode: string | null
  /** ISO 3166-1 alpha-2; '' when there was none. */
  countryCode: string
  phone: string | null
  /** Names of fields that held only emoji and are empty now. */
  emptiedFields: string[]
}

/** The field names of an address. */
export const ADDRESS_PARTS = [
  'name',
  'company',
  'address1',
  'address2',
  'city',
  'province',
  'provinceCode',
  'postalCode',
  'countryCode',
  'phone',
] as const satisfies readonly (keyof AddressSnapshot)[]

export type CustomerSnapshot = {
  externalId: string
  email: string | null
  phone: string | null
  firstName: string | null
  lastName: string | null
  locale: string | null
  note: string | null
  updatedAt: Date
}

/** The storefront's totals as received; step `validate` checks that they add up. */
export type OrderTotals = {
  subtotal: Amount
  discount: Amount
  shipping: Amount
  tax: Amount
  dutyDomestic: Amount
  dutyInternational: Amount
  tip: Amount
  /** Costs of crossing a border that are neither duty nor tax. */
  fee: Amount
  total: Amount
}

/**
 * A storefront's description of an order at one point in time, in our terms and without our ids.
 * Built by the storefront's adapter, saved by `ingestOrder`.
 */
export type OrderSnapshot = {
  externalId: string
  /** The order number that people use, e.g. `#10432`. */
  name: string
  /** By the storefront's clock; the later of two snapshots wins ... */
  updatedAt: Date
  /** ... and at the same time the one with the higher rank. */
  rank: number
  placedAt: Date
  canceledAt: Date | null
  cancelReason: string | null
  currency: string
  shopCurrency: string
  taxesIncluded: boolean
  isTest: boolean
  /** The storefront's payment status, e.g. `partially_paid`. */
  paymentStatus: string
  fulfillmentStatus: FulfillmentStatus
  customer: CustomerSnapshot | null
  customerName: string
  email: string | null
  phone: string | null
  customerLocale: string | null
  customerNote: string | null
  tags: string[]
  totals: OrderTotals
  lines: LineSnapshot[]
  shippingLines: ShippingLineSnapshot[]
  /** The storefront's summary of all taxes of the order. Never add it to the lines' taxes. */
  taxes: TaxSnapshot[]
  discounts: DiscountSnapshot[]
  shippingAddress: AddressSnapshot | null
  billingAddress: AddressSnapshot | null
}

/** Zero in both currencies. */
export const NO_AMOUNT: Amount = { minor: 0n, shopMinor: 0n }

/** Returns the sum per currency. */
export function addAmounts(amounts: readonly Amount[]): Amount {
  return amounts.reduce(
    (sum, { minor, shopMinor }) => ({
      minor: sum.minor + minor,
      shopMinor: sum.shopMinor + shopMinor,
    }),
    NO_AMOUNT,
  )
}

/** Returns `a - b` per currency. */
export function subtractAmounts(a: Amount, b: Amount): Amount {
  return { minor: a.minor - b.minor, shopMinor: a.shopMinor - b.shopMinor }
}
