import {
  listSkuAliases,
  lockProducts,
  type ProductRow,
  reserveStock,
} from '@/db/queries/fulfillment/stock'
import { saveFulfillSku } from '@/db/queries/orders/order-edits'
import type { OrderLineRow } from '@/db/queries/orders/order-parts'
import type { OrderRow } from '@/db/queries/orders/orders'
import type { StorefrontId } from '@/domain/ids'
import { splitByStock } from '@/domain/shipment/split-shipment'
import { listOpenLines } from '@/server/modules/fulfillment/list-open-lines'
import { sentSku } from '@/server/modules/fulfillment/select-lines'
import { orderParts } from '@/server/modules/steps/order-parts'
import { failed, type StepOutcome, type StepWork } from '@/server/modules/steps/step-types'
import type { UnitOfWork } from '@/server/unit-of-work'
import { findAgreedSplit } from './find-agreed-split'

/** Step `allocate`: reserves stock for every line, or for none. */
export async function allocateStock(uow: UnitOfWork, work: StepWork): Promise<StepOutcome> {
  const { order, parts } = work
  const storefront = await parts.storefront()
  if (!storefront.allocatesStock) {
    return { outcome: 'skipped', reason: 'the storefront manages stock' }
  }
  if (order.fulfillmentStatus === 'fulfilled') {
    return { outcome: 'skipped', reason: 'the storefront has shipped the order' }
  }
  const lines = await listOpenLines(uow, order.id, parts.linesToSend())
  const skus = [...new Set(lines.flatMap((line) => sentSku(line) ?? []))]
  const products = await lockProducts(uow.tx, storefront.id, skus)
  const bySku = new Map(products.map((product) => [product.sku, product]))
  const unknown = lines.filter((line) => !bySku.has(sentSku(line) ?? ''))
  if (unknown.length > 0)
    return (await mapKnown(uow, storefront.id, unknown))
      ? allocateStock(uow, { ...work, parts: orderParts(uow.tx, order) })
      : unknownSku(unknown)
  const short = findShort(lines, bySku)
  if (short.length > 0) return settleShortage(uow, order, { lines, bySku, short })
  const rows = lines.flatMap((line) => {
    const product = bySku.get(sentSku(line) ?? '')
    return product ? [toAllocation(line, product)] : []
  })
  await reserveStock(uow.tx, rows)
  const units = rows.reduce((sum, row) => sum + row.quantity, 0)
  return { outcome: 'done', result: { units, lines: rows.length } }
}

/**
 * Maps unknown SKUs to the products that staff chose for earlier orders. Returns false when there
 * are none. A line that is mapped already is not mapped again.
 */
async function mapKnown(
  uow: UnitOfWork,
  storefrontId: StorefrontId,
  unknown: OrderLineRow[],
): Promise<boolean> {
  const unmapped = unknown.filter(({ fulfillSku }) => fulfillSku === null)
  const skus = unmapped.flatMap(({ sku }) => sku ?? [])
  const aliases = await listSkuAliases(uow.tx, storefrontId, skus)
  for (const { id, sku } of unmapped) {
    const product = aliases.get(sku ?? '')
    if (product) await saveFulfillSku(uow.tx, id, product)
  }
  return aliases.size > 0
}

type Shortage = {
  lines: OrderLineRow[]
  bySku: ReadonlyMap<string, ProductRow>
  short: Short[]
}

/**
 * Reserves the available units for a first parcel when staff agreed to split the order; the rest is
 * backordered. Any other shortage fails the step.
 */
async function settleShortage(
  uow: UnitOfWork,
  order: OrderRow,
  { lines, bySku, short }: Shortage,
): Promise<StepOutcome> {
  const agreed = await findAgreedSplit(uow, order.id)
  if (!agreed?.isForNow) return stockShort(short, agreed?.restUntil)
  const free = new Map(
    [...bySku].map(([sku, product]) => [sku, product.onHand - product.allocated]),
  )
  const sent = lines.map((line) => ({ ...line, sku: sentSku(line) }))
  const { now, rest } = splitByStock(sent, free)
  if (now.length === 0) return stockShort(short)
  const rows = now.flatMap(({ units, ...line }) => {
    const product = bySku.get(line.sku ?? '')
    return product ? [{ ...toAllocation(line, product), quantity: units }] : []
  })
  await reserveStock(uow.tx, rows)
  const count = (all: { units: number }[]) => all.reduce((sum, { units }) => sum + units, 0)
  return {
    outcome: 'done',
    result: { units: count(now), lines: rows.length, rest: count(rest) },
  }
}

const toAllocation = (line: OrderLineRow, product: ProductRow) => ({
  orderId: line.orderId,
  lineId: line.id,
  productId: product.id,
  quantity: line.currentQuantity,
})

type Short = { sku: string; title: string; needed: number; available: number }

function findShort(lines: OrderLineRow[], bySku: ReadonlyMap<string, ProductRow>): Short[] {
  const needed = new Map<string, number>()
  for (const line of lines) {
    const sku = sentSku(line)
    if (sku) needed.set(sku, (needed.get(sku) ?? 0) + line.currentQuantity)
  }
  return [...needed].flatMap(([sku, units]) => {
    const product = bySku.get(sku)
    const available = product ? product.onHand - product.allocated : 0
    return available < units
      ? [{ sku, title: product?.title ?? sku, needed: units, available }]
      : []
  })
}

/** @param until how long staff agreed to wait for the rest of a split order */
function stockShort(short: Short[], until?: Date): StepOutcome {
  const items = short.map(
    (item) => `${item.title} (${item.needed} needed, ${item.available} available)`,
  )
  return failed({
    kind: 'stock_short',
    code: short.map((item) => item.sku).join(','),
    message: `Not enough stock: ${items.join('; ')}.`,
    detail: { items: short },
    ...(until ? { waits: { until, for: 'stock' } } : {}),
  })
}

function unknownSku(lines: OrderLineRow[]): StepOutcome {
  const items = lines.map((line) => `${line.title} (${line.sku ?? 'no SKU'})`)
  return failed({
    kind: 'unknown_sku',
    code: 'unknown_sku',
    message: `Unknown product: ${items.join('; ')}.`,
    detail: { items: lines.map(({ id, sku, title }) => ({ lineId: id, sku, title })) },
  })
}
