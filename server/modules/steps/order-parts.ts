import type { Executor } from '@/db/client'
import { listLinesToSend } from '@/db/queries/fulfillment/restock'
import { listOrderAddresses, listOrderLines } from '@/db/queries/orders/order-parts'
import { getStorefront, type OrderRow } from '@/db/queries/orders/orders'

/** What hangs on an order, each read at most once in a transaction that changes none of it. */
export type OrderParts = ReturnType<typeof orderParts>

export function orderParts(tx: Executor, { id, storefrontId }: OrderRow) {
  return {
    storefront: once(() => getStorefront(tx, storefrontId)),
    lines: once(() => listOrderLines(tx, id)),
    linesToSend: once(() => listLinesToSend(tx, id)),
    addresses: once(() => listOrderAddresses(tx, id)),
  }
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | undefined
  return () => {
    known ??= read()
    return known
  }
}
