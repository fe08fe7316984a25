import { z } from 'zod'
import type { ShipmentStatus } from '@/domain/order/order-state'
import type { FulfillmentFact } from '@/domain/order/storefront-facts'
import { externalId, list, optionalMoment, whole, word } from './payload-fields'

/** A fulfillment as `fulfillments/create` and `fulfillments/update` carry it. */
export const fulfillmentPayload = z.object({
  id: externalId,
  order_id: externalId,
  status: word,
  shipment_status: word,
  service: word,
  tracking_company: word,
  tracking_number: word,
  tracking_url: word,
  tracking_numbers: list(word),
  tracking_urls: list(word),
  created_at: optionalMoment,
  updated_at: optionalMoment,
  line_items: list(z.object({ id: externalId, quantity: whole })),
})

export type FulfillmentPayload = z.output<typeof fulfillmentPayload>

/** What the carrier says, where the storefront passes it on. */
const BY_CARRIER: Record<string, ShipmentStatus> = {
  label_printed: 'label_bought',
  label_purchased: 'label_bought',
  confirmed: 'label_bought',
  in_transit: 'in_transit',
  out_for_delivery: 'in_transit',
  attempted_delivery: 'in_transit',
  ready_for_pickup: 'in_transit',
  delivered: 'delivered',
}

const BY_STOREFRONT: Record<string, ShipmentStatus> = {
  pending: 'pending',
  open: 'pending',
  success: 'in_transit',
  cancelled: 'canceled',
  error: 'canceled',
  failure: 'canceled',
}

/** A Shopify fulfillment in our terms. `otherwise.at` is used where it names no time. */
export function mapFulfillment(
  payload: FulfillmentPayload,
  otherwise: { at: Date },
): FulfillmentFact {
  const ofStorefront = BY_STOREFRONT[payload.status ?? ''] ?? 'pending'
  const ofCarrier = BY_CARRIER[payload.shipment_status ?? '']
  const status = ofStorefront === 'canceled' ? ofStorefront : (ofCarrier ?? ofStorefront)
  return {
    externalId: payload.id,
    status,
    isFromCarrier: ofCarrier !== undefined,
    carrier: payload.tracking_company,
    service: payload.service,
    trackingNumber: payload.tracking_number ?? payload.tracking_numbers[0] ?? null,
    trackingUrl: payload.tracking_url ?? payload.tracking_urls[0] ?? null,
    shippedAt: status === 'pending' || status === 'canceled' ? null : payload.created_at,
    updatedAt: payload.updated_at ?? payload.created_at ?? otherwise.at,
    lines: payload.line_items.map(({ id, quantity }) => ({ lineExternalId: id, quantity })),
  }
}
