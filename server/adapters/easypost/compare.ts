import type { Shipment } from './schema'
import { type LabelRequest, ounces, type ShippingAddress } from './shipment-request'

/** Returns true if a shipment at EasyPost has the destination `to`. */
export function isSameDestination(shipment: Shipment, to: ShippingAddress): boolean {
  const stored = shipment.to_address
  return (
    normalize(stored.street1) === normalize(to.address1) &&
    normalize(stored.zip) === normalize(to.postalCode) &&
    normalize(stored.country) === normalize(to.countryCode)
  )
}

/** Returns true if a shipment at EasyPost still matches the request, customs data included. */
export function isSameShipment(shipment: Shipment, request: LabelRequest): boolean {
  const declared = (shipment.customs_info?.customs_items ?? []).map((item) =>
    [item.hs_tariff_number, item.origin_country, item.quantity].join(' '),
  )
  const requested = (request.customs?.items ?? []).map((item) =>
    [item.hsCode, item.originCountry, item.quantity].join(' '),
  )
  return (
    isSameDestination(shipment, request.to) &&
    shipment.parcel?.weight === ounces(request.parcel.grams) &&
    declared.sort().join() === requested.sort().join()
  )
}

/** Keeps letters and digits only, in lowercase: EasyPost may change case and spacing. */
function normalize(text: string | null | undefined): string {
  return (text ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '')
}
