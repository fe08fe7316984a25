import type { FulfillmentStatus, ShipmentStatus } from '../order/order-state'

/** An order line as far as shipping needs it. */
export type LineToShip = { id: string; quantity: number; requiresShipping: boolean }

/** A parcel and its contents. */
export type ParcelState = {
  status: ShipmentStatus
  lines: readonly { lineId: string; quantity: number }[]
}

/** Statuses that count as shipped: from the purchase of a label, whatever happens later. */
const IS_SHIPPED: Record<ShipmentStatus, boolean> = {
  pending: false,
  label_bought: true,
  in_transit: true,
  delivered: true,
  lost: true,
  returned: true,
  canceled: false,
}

/**
 * Returns whether none, some or all shippable units of an order have shipped. An order without
 * shippable items is fulfilled.
 * @param lines `quantity` is the units after removals
 */
export function deriveFulfillmentStatus(
  lines: readonly LineToShip[],
  parcels: readonly ParcelState[],
): FulfillmentStatus {
  const shipped = new Map<string, number>()
  for (const parcel of parcels.filter(({ status }) => IS_SHIPPED[status])) {
    for (const { lineId, quantity } of parcel.lines) {
      shipped.set(lineId, (shipped.get(lineId) ?? 0) + quantity)
    }
  }
  const toShip = lines.filter((line) => line.requiresShipping && line.quantity > 0)
  if (toShip.every((line) => (shipped.get(line.id) ?? 0) >= line.quantity)) {
    return lines.some((line) => line.quantity > 0) || shipped.size > 0 ? 'fulfilled' : 'unfulfilled'
  }
  return shipped.size > 0 ? 'partial' : 'unfulfilled'
}
