import type { PostalAddress } from '../address/address-lines'
import type { TaxLine } from '../money/tax-sums'

/** Somebody with an address; all of it may be missing. */
export type Party = PostalAddress & { phone?: string | null }

/** One kind of goods on a customs form; weight and value are those of all units together. */
export type CustomsEntry = {
  description: string
  quantity: number
  grams: number
  valueMinor: bigint
  currency: string
  hsCode: string
  originCountry: string
}

/** A parcel that goes out, with what is in it. */
export type ParcelFacts = {
  carrier: string | null
  service: string | null
  trackingNumber: string | null
  shippedAt: Date | null
  contents: { title: string; variantTitle: string | null; sku: string | null; quantity: number }[]
  grams: number
  customs: CustomsEntry[]
}

/** Everything that the papers of an order say; amounts in the customer's currency, minor units. */
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
  /** What has left or has a label; none: what would go in the first one. */
  parcels: ParcelFacts[]
  printedAt: Date
}
