import { join } from 'node:path'
import { type Journal, openJournal } from '../journal'

/** An order the shop placed, with what is left to fulfill of each line. */
export type ShopOrder = {
  shop: string
  orderId: string
  /** Numeric ids of the lines that are sent by parcel. */
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
  /** By `shop order`. */
  orders: Map<string, ShopOrder>
  fulfillments: Map<string, Fulfillment[]>
  append: Journal<ShopEvent>['append']
  close(): void
}

export function orderKey(shop: string, orderId: string): string {
  return `${shop} ${orderId}`
}

/** Everything the sandbox shops know, rebuilt from their journal. */
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

/** Units of a line that no fulfillment took yet. */
export function leftOf(state: ShopState, order: ShopOrder, lineId: string): number {
  const bought = order.lines.find((line) => line.lineId === lineId)?.quantity ?? 0
  const sent = (state.fulfillments.get(orderKey(order.shop, order.orderId)) ?? [])
    .flatMap((fulfillment) => fulfillment.lines)
    .filter((line) => line.lineId === lineId)
    .reduce((sum, line) => sum + line.quantity, 0)
  return bought - sent
}
