import type { Shipment } from './schema'
import { type LabelRequest, ounces, type ShippingAddress } from './shipment-request'

/** Whether a shipment goes where we want it, by what EasyPost keeps as it was sent. */
export function isSameDestination(shipment: Shipment, to: ShippingAddress): boolean {
  const theirs = shipment.to_address
  return (
    plain(theirs.street1) === plain(to.address1) &&
    plain(theirs.zip) === plain(to.postalCode) &&
    plain(theirs.country) === plain(to.countryCode)
  )
}

/** Whether an unbought shipment is still what we want to send: weight and customs data too. */
export function isSameShipment(shipment: Shipment, request: LabelRequest): boolean {
  const declared = (shipment.customs_info?.customs_items ?? []).map((item) =>
    [item.hs_tariff_number, item.origin_country, item.quantity].join(' '),
  )
  const wanted = (request.customs?.items ?? []).map((item) =>
    [item.hsCode, item.originCountry, item.quantity].join(' '),
  )
  return (
    isSameDestination(shipment, request.to) &&
    shipment.parcel?.weight === ounces(request.parcel.grams) &&
    declared.sort().join() === wanted.sort().join()
  )
}

/** Letters and digits only: EasyPost may change case and spacing. */
function plain(text: string | null | undefined): string {
  return (text ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '')
}
