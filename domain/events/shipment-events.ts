import { z } from 'zod'
import { orderIdSchema } from '../id-schemas'
import type { ShipmentStatus } from '../order/order-state'
import { defineEvent } from './define-event'

const timeline = {} as const

const Parcel = z.object({
  orderId: orderIdSchema,
  carrier: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  trackingUrl: z.string().nullable().optional(),
  service: z.string().optional(),
  status: z.string().optional(),
  /** 'storefront' when it reported the change. */
  by: z.string().optional(),
})

export const shipmentCreated = defineEvent(
  'shipment.created',
  Parcel,
  'A parcel is being prepared.',
  { timeline },
)

export const shipmentLabelBought = defineEvent(
  'shipment.label_bought',
  Parcel,
  'A label was bought.',
  { timeline },
)

export const shipmentHandedOver = defineEvent(
  'shipment.handed_over',
  Parcel,
  'A parcel was handed to a carrier without a label of ours.',
  { timeline },
)

export const shipmentDispatched = defineEvent(
  'shipment.dispatched',
  Parcel,
  'A parcel is in transit.',
  { timeline },
)

export const shipmentDelivered = defineEvent(
  'shipment.delivered',
  Parcel,
  'A parcel was delivered.',
  { timeline },
)

export const shipmentReturned = defineEvent(
  'shipment.returned',
  Parcel,
  'A parcel was returned to the sender.',
  { timeline },
)

export const shipmentLost = defineEvent('shipment.lost', Parcel, 'A parcel was lost.', { timeline })

export const shipmentCanceled = defineEvent(
  'shipment.canceled',
  Parcel,
  'A shipment was canceled.',
  { timeline },
)

/** The event that a shipment's new status is recorded as. */
export const SHIPMENT_STATUS_EVENTS = {
  pending: shipmentCreated,
  label_bought: shipmentLabelBought,
  in_transit: shipmentDispatched,
  delivered: shipmentDelivered,
  returned: shipmentReturned,
  lost: shipmentLost,
  canceled: shipmentCanceled,
} as const satisfies Record<ShipmentStatus, unknown>
