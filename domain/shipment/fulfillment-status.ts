import type { FulfillmentStatus, ShipmentStatus } from '../order/order-state'

/** What of an order is to be sent. */
export type LineToShip = { id: string; quantity: number; requiresShipping: boolean }

/** A parcel and how much of which line lies in it. */
export type ParcelState = {
  status: ShipmentStatus
  lines: readonly { lineId: string; quantity: number }[]
}

/** A label has been bought at least; what becomes of the parcel later does not undo that. */
const HAS_LEFT: Record<ShipmentStatus, boolean> = {
  pending: false,
  label_bought: true,
  in_transit: true,
  delivered: true,
  lost: true,
  returned: true,
  canceled: false,
}

/**
 * How much of an order has left: nothing, some, or every unit that is to be shipped. An order
 * of which nothing needs shipping is fulfilled as it stands.
 * @param lines `quantity` is what is left after removals, in units
 */
export function deriveFulfillmentStatus(
  lines: readonly LineToShip[],
  parcels: readonly ParcelState[],
): FulfillmentStatus {
  const sent = new Map<string, number>()
  for (const parcel of parcels.filter(({ status }) => HAS_LEFT[status])) {
    for (const { lineId, quantity } of parcel.lines) {
      sent.set(lineId, (sent.get(lineId) ?? 0) + quantity)
    }
  }
  const toShip = lines.filter((line) => line.requiresShipping && line.quantity > 0)
  if (toShip.every((line) => (sent.get(line.id) ?? 0) >= line.quantity)) {
    return lines.some((line) => line.quantity > 0) || sent.size > 0 ? 'fulfilled' : 'unfulfilled'
  }
  return sent.size > 0 ? 'partial' : 'unfulfilled'
}
