import { formatAmount } from '@/domain/money/money'

/** The origin or destination of a parcel. */
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
  /** Total value of all units, in ISO minor units of `currency`. */
  valueMinor: bigint
  currency: string
  /** Total weight of all units. */
  grams: number
  hsCode: string
  /** ISO 3166-1 alpha-2. */
  originCountry: string
}

export type LabelRequest = {
  /** Our idempotency key, stored by EasyPost as the shipment's reference. */
  reference: string
  to: ShippingAddress
  from: ShippingAddress
  parcel: { grams: number }
  /** Set only if the parcel crosses a customs border. `signer` certifies the declaration. */
  customs?: { signer: string; items: CustomsItem[] }
  /** True if this reference was never used, which skips the lookup of an existing shipment. */
  isFirstAttempt?: boolean
}

/** Converts an address to EasyPost's field names, without empty fields. */
export function toEasyPostAddress(address: ShippingAddress): Record<string, string> {
  const fields = {
    name: address.name,
    company: address.company,
    street1: address.address1,
    street2: address.address2,
    city: address.city,
    state: address.provinceCode || address.province,
    zip: address.postalCode,
    country: address.countryCode,
    phone: address.phone,
    email: address.email,
  }
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string] => Boolean(entry[1])),
  )
}

/**
 * Builds the body of `POST /v2/shipments`. Sources: https://docs.easypost.com/docs/shipments,
 * https://docs.easypost.com/docs/customs-infos
 */
export function toEasyPostShipment(request: LabelRequest, reference: string) {
  return {
    shipment: {
      reference,
      to_address: toEasyPostAddress(request.to),
      from_address: toEasyPostAddress(request.from),
      parcel: { weight: ounces(request.parcel.grams) },
      ...(request.customs ? { customs_info: toCustomsInfo(request, request.customs) } : {}),
    },
  }
}

function toCustomsInfo(request: LabelRequest, customs: NonNullable<LabelRequest['customs']>) {
  return {
    customs_certify: true,
    customs_signer: customs.signer,
    contents_type: 'merchandise',
    restriction_type: 'none',
    non_delivery_option: 'return',
    // Export filing exemption for up to USD 2,500 per tariff number (15 CFR 30.37(a)).
    ...(request.from.countryCode === 'US' ? { eel_pfc: 'NOEEI 30.37(a)' } : {}),
    customs_items: customs.items.map((item) => ({
      description: item.description,
      quantity: item.quantity,
      value: formatAmount(item.valueMinor, item.currency),
      currency: item.currency,
      weight: ounces(item.grams),
      hs_tariff_number: item.hsCode,
      origin_country: item.originCountry,
    })),
  }
}

const GRAMS_PER_OUNCE = 28.349523125

/** Converts grams to ounces, rounded up to a tenth: EasyPost's unit and precision. */
export function ounces(grams: number): number {
  return Math.max(0.1, Math.ceil((grams / GRAMS_PER_OUNCE) * 10) / 10)
}
