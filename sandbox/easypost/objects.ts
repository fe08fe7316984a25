import type { EasyPostAddress, Shipment } from './state'

/** Time after the purchase of a label at retry scale 1. */
const IN_TRANSIT_AFTER_MS = 2 * 3_600_000
const ARRIVED_AFTER_MS = 48 * 3_600_000

type Tracking = { status: string; status_detail: string }

/**
 * Returns the tracking status of a parcel. With postal code 00002 the carrier loses it, with 00003
 * it returns to the sender.
 */
export function trackingOf(shipment: Shipment, now: number, retryScale: number): Tracking {
  const elapsed = (now - (shipment.bought?.at ?? now)) / retryScale
  if (elapsed < IN_TRANSIT_AFTER_MS)
    return { status: 'pre_transit', status_detail: 'label_created' }
  if (elapsed < ARRIVED_AFTER_MS) return { status: 'in_transit', status_detail: 'in_transit' }
  if (shipment.to.zip === '00002') return { status: 'failure', status_detail: 'lost' }
  if (shipment.to.zip === '00003') return { status: 'return_to_sender', status_detail: 'return' }
  return { status: 'delivered', status_detail: 'arrived_at_destination' }
}

/** Builds a shipment in the format of EasyPost's API. */
export function shipmentObject(shipment: Shipment, baseUrl: string, tracking: Tracking) {
  const { bought } = shipment
  return {
    id: shipment.id,
    object: 'Shipment',
    mode: 'test',
    reference: shipment.reference,
    to_address: addressObject(shipment.to),
    from_address: addressObject(shipment.from),
    parcel: { object: 'Parcel', weight: shipment.weight },
    customs_info:
      shipment.customsItems.length > 0
        ? { object: 'CustomsInfo', customs_items: shipment.customsItems }
        : null,
    rates: shipment.rates,
    messages: [],
    status: bought ? tracking.status : 'unknown',
    selected_rate: shipment.rates.find((rate) => rate.id === bought?.rateId) ?? null,
    tracking_code: bought?.trackingCode ?? null,
    postage_label: bought
      ? { object: 'PostageLabel', label_url: `${baseUrl}/labels/${shipment.id}` }
      : null,
    tracker: bought
      ? {
          id: shipment.id.replace(/^shp_/, 'trk_'),
          object: 'Tracker',
          tracking_code: bought.trackingCode,
          ...tracking,
          public_url: `${baseUrl}/track/${bought.trackingCode}`,
        }
      : null,
  }
}

export function addressObject(address: EasyPostAddress & { id: string }) {
  const empty = { name: null, company: null, street2: null, state: null, phone: null, email: null }
  return { object: 'Address', mode: 'test', ...empty, ...address }
}
