import { lockProducts } from '@/db/queries/fulfillment/stock'
import { listOpenLines } from '@/server/modules/fulfillment/list-open-lines'
import { sentSku } from '@/server/modules/fulfillment/select-lines'
import type { UnitOfWork } from '@/server/unit-of-work'
import { requireOrder, type Subject } from './action-handler'

/** Returns the order's unshipped lines and, locked, the free stock of each of their SKUs. */
export async function lockFreeStock(uow: UnitOfWork, subject: Subject) {
  const order = requireOrder(subject)
  const openLines = await listOpenLines(uow, order.id)
  const lines = openLines.map((line) => ({ ...line, sku: sentSku(line) }))
  const skus = [...new Set(lines.flatMap(({ sku }) => sku ?? []))]
  const products = await lockProducts(uow.tx, order.storefrontId, skus)
  const free = new Map(products.map(({ sku, onHand, allocated }) => [sku, onHand - allocated]))
  return { lines, free }
}
