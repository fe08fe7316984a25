import type { PostalAddress } from '../address/address-lines'
import type { TaxLine } from '../money/tax-sums'

/** A sender or recipient; any field can be empty. */
export type Party = PostalAddress & { phone?: string | null }

/** One item on a customs form; weight and value are totals of all units. */
export type CustomsEntry = {
  description: string
  quantity: number
  grams: number
  valueMinor: bigint
  currency: string
  hsCode: string
  originCountry: string
}

/** A parcel and its contents. */
export type ParcelFacts = {
  carrier: string | null
  service: string | null
  trackingNumber: string | null
  shippedAt: Date | null
  contents: { title: string; variantTitle: string | null; sku: string | null; quantity: number }[]
  grams: number
  customs: CustomsEntry[]
}

/** The content of an order's documents; amounts in minor units of the customer's currency. */
export type DocumentFacts = {
  order: {
    name: string
    placedAt: Date
    currency: string
    customerLocale: string | null
    customerNote: string | null
    taxesIncluded: boolean
    shippingMinor: bigint
    taxMinor: bigint
    dutyDomesticMinor: bigint
    dutyInternationalMinor: bigint
    tipMinor: bigint
    feeMinor: bigint
    totalMinor: bigint
  }
  storefrontName: string
  shipsFromCountry: string
  sender: Party | undefined
  shipTo: Party | undefined
  billTo: Party | undefined
  lines: {
    title: string
    variantTitle: string | null
    sku: string | null
    quantity: number
    unitPriceMinor: bigint
    discountMinor: bigint
    paidMinor: bigint
    taxMinor: bigint
  }[]
  shippingLines: { title: string; priceMinor: bigint; discountMinor: bigint }[]
  taxLines: TaxLine[]
  payments: {
    kind: string
    brand: string | null
    lastFour: string | null
    currency: string
    capturedMinor: bigint
    refundedMinor: bigint
  }[]
  /** Parcels that shipped or have a label; if none, the contents of the first parcel. */
  parcels: ParcelFacts[]
  printedAt: Date
}
