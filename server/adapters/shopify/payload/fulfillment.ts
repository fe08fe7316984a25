import { z } from 'zod'
import type { ShipmentStatus } from '@/domain/order/order-state'
import type { FulfillmentFact } from '@/domain/order/storefront-facts'
import { externalId, list, optionalTimestamp, trimmedText, wholeNumber } from './payload-fields'

/** The payload of `fulfillments/create` and `fulfillments/update`. */
export const fulfillmentPayload = z.object({
  id: externalId,
  order_id: externalId,
  status: trimmedText,
  shipment_status: trimmedText,
  service: trimmedText,
  tracking_company: trimmedText,
  tracking_number: trimmedText,
  tracking_url: trimmedText,
  tracking_numbers: list(trimmedText),
  tracking_urls: list(trimmedText),
  created_at: optionalTimestamp,
  updated_at: optionalTimestamp,
  line_items: list(z.object({ id: externalId, quantity: wholeNumber })),
})

export type FulfillmentPayload = z.output<typeof fulfillmentPayload>

/** By `shipment_status`, which the storefront copies from the carrier. */
const CARRIER_STATUSES: Record<string, ShipmentStatus> = {
  label_printed: 'label_bought',
  label_purchased: 'label_bought',
  confirmed: 'label_bought',
  in_transit: 'in_transit',
  out_for_delivery: 'in_transit',
  attempted_delivery: 'in_transit',
  ready_for_pickup: 'in_transit',
  delivered: 'delivered',
}

/** By `status`, the storefront's own. */
const STOREFRONT_STATUSES: Record<string, ShipmentStatus> = {
  pending: 'pending',
  open: 'pending',
  success: 'in_transit',
  cancelled: 'canceled',
  error: 'canceled',
  failure: 'canceled',
}

/** Converts a Shopify fulfillment to our terms. `fallback.at` replaces missing times. */
export function mapFulfillment(
  payload: FulfillmentPayload,
  fallback: { at: Date },
): FulfillmentFact {
  const storefrontStatus = STOREFRONT_STATUSES[payload.status ?? ''] ?? 'pending'
  const carrierStatus = CARRIER_STATUSES[payload.shipment_status ?? '']
  const status =
    storefrontStatus === 'canceled' ? storefrontStatus : (carrierStatus ?? storefrontStatus)
  return {
    externalId: payload.id,
    status,
    isFromCarrier: carrierStatus !== undefined,
    carrier: payload.tracking_company,
    service: payload.service,
    trackingNumber: payload.tracking_number ?? payload.tracking_numbers[0] ?? null,
    trackingUrl: payload.tracking_url ?? payload.tracking_urls[0] ?? null,
    shippedAt: status === 'pending' || status === 'canceled' ? null : payload.created_at,
    updatedAt: payload.updated_at ?? payload.created_at ?? fallback.at,
    lines: payload.line_items.map(({ id, quantity }) => ({ lineExternalId: id, quantity })),
  }
}
