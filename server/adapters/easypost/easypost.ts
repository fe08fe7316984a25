import type { VendorConnection, VendorOutcome } from '@/server/domain/vendor'

/** A place a parcel starts from or goes to, as our orders keep it. */
export type ShippingAddress = {
  name: string
  company?: string | null
  address1: string
  address2?: string | null
  city: string
  province?: string | null
  provinceCode?: string | null
  postalCode?: string | null
  /** ISO 3166-1 alpha-2. */
  countryCode: string
  phone?: string | null
  email?: string | null
}

export type CustomsItem = {
  description: string
  quantity: number
  /** Value of all units together, ISO minor units of `currency`. */
  valueMinor: bigint
  currency: string
  /** Weight of all units together. */
  grams: number
  hsCode: string
  /** ISO 3166-1 alpha-2. */
  originCountry: string
}

export type LabelRequest = {
  /** Our idempotency key; the carrier keeps it as the shipment's reference. */
  reference: string
  to: ShippingAddress
  from: ShippingAddress
  parcel: { grams: number }
  /** Only when the parcel crosses a customs border. */
  customs?: { signer: string; items: CustomsItem[] }
}

export type Label = {
  carrierReference: string
  carrier: string
  service: string
  trackingNumber: string
  trackingUrl: string
  labelUrl: string
  /** ISO minor units of `costCurrency`. */
  costMinor: bigint
  costCurrency: string
}

export type TrackingStatus = 'pending' | 'in_transit' | 'delivered' | 'lost' | 'returned'

/** Asks whether mail can be delivered there. Refused with `ADDRESS.VERIFY.FAILURE` if not. */
export async function verifyAddress(
  _connection: VendorConnection,
  _address: ShippingAddress,
): Promise<VendorOutcome<{ carrierReference: string }>> {
  throw new Error('not there yet')
}

/** Buys the cheapest label. Repeating it with the same reference returns the label bought before. */
export async function buyLabel(
  _connection: VendorConnection,
  _request: LabelRequest,
): Promise<VendorOutcome<Label>> {
  throw new Error('not there yet')
}

/** The label bought under a reference; `undefined`: none was bought. */
export async function findLabel(
  _connection: VendorConnection,
  _reference: string,
): Promise<VendorOutcome<Label | undefined>> {
  throw new Error('not there yet')
}

/** Where a parcel is, by the reference its label was bought under. */
export async function findTracking(
  _connection: VendorConnection,
  _reference: string,
): Promise<VendorOutcome<{ status: TrackingStatus; detail: string }>> {
  throw new Error('not there yet')
}
