import { join } from 'node:path'
import { type Journal, openJournal } from '../journal'

/** An order the shop placed, with what is left to fulfil of each line. */
export type ShopOrder = {
  shop: string
  orderId: string
  /** Numeric ids of the lines that are sent by parcel. */
  lines: { lineId: string; quantity: number }[]
}

export type Fulfilment = {
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
  | { type: 'fulfilled'; fulfilment: Fulfilment }

export type ShopState = {
  /** By `shop order`. */
  orders: Map<string, ShopOrder>
  fulfilments: Map<string, Fulfilment[]>
  append: Journal<ShopEvent>['append']
  close(): void
}

export function orderKey(shop: string, orderId: string): string {
  return `${shop} ${orderId}`
}

/** Everything the sandbox shops know, rebuilt from their journal. */
export function openShopState(folder: string): ShopState {
  const orders = new Map<string, ShopOrder>()
  const fulfilments = new Map<string, Fulfilment[]>()
  const journal = openJournal<ShopEvent>(join(folder, 'shopify.jsonl'), (event) => {
    if (event.type === 'ordered') {
      orders.set(orderKey(event.order.shop, event.order.orderId), event.order)
      return
    }
    const key = orderKey(event.fulfilment.shop, event.fulfilment.orderId)
    fulfilments.set(key, [...(fulfilments.get(key) ?? []), event.fulfilment])
  })
  return { orders, fulfilments, append: journal.append, close: journal.close }
}

/** Units of a line that no fulfilment took yet. */
export function leftOf(state: ShopState, order: ShopOrder, lineId: string): number {
  const bought = order.lines.find((line) => line.lineId === lineId)?.quantity ?? 0
  const sent = (state.fulfilments.get(orderKey(order.shop, order.orderId)) ?? [])
    .flatMap((fulfilment) => fulfilment.lines)
    .filter((line) => line.lineId === lineId)
    .reduce((sum, line) => sum + line.quantity, 0)
  return bought - sent
}
