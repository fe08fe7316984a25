import type { OpenLine } from '../admin/admin-schema'

export type FulfillmentOrder = { id: string; lines: OpenLine[] }

export type AssignedLines = {
  fulfillmentOrderId: string
  fulfillmentOrderLineItems: { id: string; quantity: number }[]
}[]

/**
 * Spreads what we sent over a shop's open fulfillment orders, which may split a line between
 * places. Undefined when the shop has fewer left than we sent.
 */
export function assignLines(
  orders: FulfillmentOrder[],
  sent: { externalId: string; quantity: number }[],
): AssignedLines | undefined {
  const left = new Map<string, number>()
  for (const { externalId, quantity } of sent)
    left.set(externalId, (left.get(externalId) ?? 0) + quantity)
  const assigned: AssignedLines = []
  for (const order of orders) {
    const items = order.lines.flatMap((line) => {
      const lineId = line.lineItem.id.slice(line.lineItem.id.lastIndexOf('/') + 1)
      const wanted = left.get(lineId) ?? 0
      const quantity = Math.min(wanted, line.remainingQuantity)
      if (quantity <= 0) return []
      left.set(lineId, wanted - quantity)
      return [{ id: line.id, quantity }]
    })
    if (items.length > 0)
      assigned.push({ fulfillmentOrderId: order.id, fulfillmentOrderLineItems: items })
  }
  return [...left.values()].some((quantity) => quantity > 0) ? undefined : assigned
}
