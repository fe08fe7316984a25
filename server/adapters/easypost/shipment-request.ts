import { formatAmount } from '@/domain/money/money'

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
  /** Only when the parcel crosses a customs border. `signer` answers for the declaration. */
  customs?: { signer: string; items: CustomsItem[] }
  /** Nothing was asked for under this reference before, so there is nothing to look for. */
  isFirstTry?: boolean
}

/** Our address in EasyPost's field names; empty fields are left out. */
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
 * The body of `POST /v2/shipments`. Source: https://docs.easypost.com/docs/shipments,
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
    // The exemption for parcels out of the US up to 2,500 USD a tariff number (15 CFR 30.37(a)).
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

/** EasyPost weighs in ounces; a tenth is the smallest step, rounded up as carriers do. */
export function ounces(grams: number): number {
  return Math.max(0.1, Math.ceil((grams / GRAMS_PER_OUNCE) * 10) / 10)
}
