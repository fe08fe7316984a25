import type { OpenLine } from '../admin/admin-schema'

export type FulfillmentOrder = { id: string; lines: OpenLine[] }

export type AssignedLines = {
  fulfillmentOrderId: string
  fulfillmentOrderLineItems: { id: string; quantity: number }[]
}[]

/**
 * Distributes the shipped lines over a shop's open fulfillment orders, which may split a line
 * between locations. Returns undefined if the shop has fewer unfulfilled units than were shipped.
 */
export function assignLines(
  orders: FulfillmentOrder[],
  shipped: { externalId: string; quantity: number }[],
): AssignedLines | undefined {
  const unassigned = new Map<string, number>()
  for (const { externalId, quantity } of shipped)
    unassigned.set(externalId, (unassigned.get(externalId) ?? 0) + quantity)
  const assigned: AssignedLines = []
  for (const order of orders) {
    const items = order.lines.flatMap((line) => {
      const lineId = line.lineItem.id.slice(line.lineItem.id.lastIndexOf('/') + 1)
      const shippedQuantity = unassigned.get(lineId) ?? 0
      const quantity = Math.min(shippedQuantity, line.remainingQuantity)
      if (quantity <= 0) return []
      unassigned.set(lineId, shippedQuantity - quantity)
      return [{ id: line.id, quantity }]
    })
    if (items.length > 0)
      assigned.push({ fulfillmentOrderId: order.id, fulfillmentOrderLineItems: items })
  }
  return [...unassigned.values()].some((quantity) => quantity > 0) ? undefined : assigned
}
