import { join } from 'node:path'
import { type Journal, openJournal } from '../journal'

/** An order of the shop, with the ordered quantity of each line. */
export type ShopOrder = {
  shop: string
  orderId: string
  /** The lines that require shipping, by numeric ID. */
  lines: { lineId: string; quantity: number }[]
}

export type Fulfillment = {
  id: string
  shop: string
  orderId: string
  lines: { lineId: string; quantity: number }[]
  trackingNumber: string | null
  trackingCompany: string | null
  trackingUrl: string | null
  createdAt: string
}

export type ShopEvent =
  | { type: 'ordered'; order: ShopOrder }
  | { type: 'fulfilled'; fulfillment: Fulfillment }

export type ShopState = {
  /** By `orderKey`. */
  orders: Map<string, ShopOrder>
  fulfillments: Map<string, Fulfillment[]>
  append: Journal<ShopEvent>['append']
  close(): void
}

/** Returns the key of an order in the maps of `ShopState`. */
export function orderKey(shop: string, orderId: string): string {
  return `${shop} ${orderId}`
}

/** Rebuilds the state of the sandbox shops from their journal. */
export function openShopState(folder: string): ShopState {
  const orders = new Map<string, ShopOrder>()
  const fulfillments = new Map<string, Fulfillment[]>()
  const journal = openJournal<ShopEvent>(join(folder, 'shopify.jsonl'), (event) => {
    if (event.type === 'ordered') {
      orders.set(orderKey(event.order.shop, event.order.orderId), event.order)
      return
    }
    const key = orderKey(event.fulfillment.shop, event.fulfillment.orderId)
    fulfillments.set(key, [...(fulfillments.get(key) ?? []), event.fulfillment])
  })
  return { orders, fulfillments, append: journal.append, close: journal.close }
}

/** Returns the unfulfilled units of a line. */
export function remainingQuantity(state: ShopState, order: ShopOrder, lineId: string): number {
  const ordered = order.lines.find((line) => line.lineId === lineId)?.quantity ?? 0
  const fulfilled = (state.fulfillments.get(orderKey(order.shop, order.orderId)) ?? [])
    .flatMap((fulfillment) => fulfillment.lines)
    .filter((line) => line.lineId === lineId)
    .reduce((sum, line) => sum + line.quantity, 0)
  return ordered - fulfilled
}
