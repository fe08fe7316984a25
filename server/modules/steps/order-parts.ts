import type { Executor } from '@/db/client'
import { listLinesToShip } from '@/db/queries/fulfillment/restock'
import { listOrderAddresses, listOrderLines } from '@/db/queries/orders/order-parts'
import { getStorefront, type OrderRow } from '@/db/queries/orders/orders'

/** Rows of an order, each read at most once, in a transaction that does not change them. */
export type OrderParts = ReturnType<typeof orderParts>

export function orderParts(tx: Executor, { id, storefrontId }: OrderRow) {
  return {
    storefront: once(() => getStorefront(tx, storefrontId)),
    lines: once(() => listOrderLines(tx, id)),
    linesToSend: once(() => listLinesToShip(tx, id)),
    addresses: once(() => listOrderAddresses(tx, id)),
  }
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let cached: Promise<T> | undefined
  return () => {
    cached ??= read()
    return cached
  }
}
