import { and, eq, inArray, notInArray, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Executor } from '@/db/client'
import type { BoundStatement } from '@/db/prepared-statement'
import { shipmentLines, stockAllocations } from '@/db/schema/fulfillment'
import { orderLines } from '@/db/schema/orders/order-lines'
import { resolutionLines } from '@/db/schema/resolutions'
import type { OrderId } from '@/domain/ids'
import type { LineSnapshot } from '@/domain/order/order-snapshot'
import { preparedInsert } from '../sql/prepared-insert'

const linesInsert = preparedInsert(orderLines)

type NewLine = typeof orderLines.$inferInsert

/** Line ids in snapshot order, and the insert. */
export type LinesToStore = { ids: string[]; insert: BoundStatement | undefined }

/** Returns the lines of a new order. */
export function newOrderLines(orderId: OrderId, lines: readonly LineSnapshot[]): LinesToStore {
  const rows = rowsOf(orderId, lines, new Map())
  return { ids: rows.map(({ id }) => id), insert: linesInsert.withRows(rows) }
}

/**
 * Returns the lines of an existing order for a newer snapshot. A line keeps its id; of a refunded
 * line only the current quantity changes. Removed lines are deleted now, or set to zero when other
 * rows refer to them.
 */
export async function newerOrderLines(
  tx: Executor,
  orderId: OrderId,
  lines: readonly LineSnapshot[],
): Promise<LinesToStore> {
  const known = await tx
    .select({ id: orderLines.id, externalId: orderLines.externalId })
    .from(orderLines)
    .where(eq(orderLines.orderId, orderId))
  const rows = rowsOf(orderId, lines, new Map(known.map((line) => [line.externalId, line.id])))
  const ids = rows.map((row) => row.id)
  if (known.some((line) => !ids.includes(line.id))) await removeLines(tx, orderId, ids)
  return { ids, insert: newerLinesInsert.withRows(rows) }
}

function rowsOf(
  orderId: OrderId,
  lines: readonly LineSnapshot[],
  known: ReadonlyMap<string, string>,
) {
  return lines.map((line, position) => ({
    id: known.get(line.externalId) ?? uuidv7(),
    orderId,
    position,
    ...columnsOf(line),
  }))
}

function columnsOf(line: LineSnapshot) {
  const { externalId, sku, title, variantTitle, quantity, currentQuantity } = line
  const { grams, requiresShipping, isGiftCard, properties, hsCode, originCountry } = line
  return {
    externalId,
    sku,
    title,
    variantTitle,
    quantity,
    currentQuantity,
    unitPriceMinor: line.unitPrice.minor,
    unitPriceShopMinor: line.unitPrice.shopMinor,
    discountMinor: line.discount.minor,
    discountShopMinor: line.discount.shopMinor,
    paidMinor: line.paid.minor,
    paidShopMinor: line.paid.shopMinor,
    taxMinor: line.tax.minor,
    taxShopMinor: line.tax.shopMinor,
    grams,
    requiresShipping,
    isGiftCard,
    properties,
    hsCode,
    originCountry,
  } satisfies Omit<NewLine, 'orderId' | 'position'>
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const FROZEN = [
  'quantity',
  'unitPriceMinor',
  'unitPriceShopMinor',
  'discountMinor',
  'discountShopMinor',
  'paidMinor',
  'paidShopMinor',
  'taxMinor',
  'taxShopMinor',
] as const

const MOVING = [
  'position',
  'sku',
  'title',
  'variantTitle',
  'currentQuantity',
  'grams',
  'requiresShipping',
  'isGiftCard',
  'properties',
  'hsCode',
  'originCountry',
] as const

/** Columns updated on an existing line, unless a refund froze it. */
const SHOW_NEWER = sql.raw(
  `on conflict (id) do update set ${[
    ...MOVING.map((key) => `${snake(key)} = excluded.${snake(key)}`),
    ...FROZEN.map(
      (key) => `${snake(key)} = case when exists (
      select from resolution_lines r join resolutions on resolutions.id = r.resolution_id
      where r.line_id = order_lines.id and resolutions.kind = 'refund'
        and resolutions.status not in ('failed', 'rejected'))
      then order_lines.${snake(key)} else excluded.${snake(key)} end`,
    ),
  ].join(', ')}`,
)

const newerLinesInsert = preparedInsert(orderLines, SHOW_NEWER)

async function removeLines(tx: Executor, orderId: OrderId, kept: string[]): Promise<void> {
  const isGone = and(
    eq(orderLines.orderId, orderId),
    kept.length > 0 ? notInArray(orderLines.id, kept) : undefined,
  )
  const used = [shipmentLines, stockAllocations, resolutionLines].map((table) =>
    tx
      .select({ lineId: table.lineId })
      .from(table)
      .innerJoin(orderLines, eq(orderLines.id, table.lineId))
      .where(isGone),
  )
  const inUse = (await Promise.all(used)).flat().map((row) => row.lineId)
  await tx
    .delete(orderLines)
    .where(and(isGone, inUse.length > 0 ? notInArray(orderLines.id, inUse) : undefined))
  if (inUse.length === 0) return
  await tx.update(orderLines).set({ currentQuantity: 0 }).where(inArray(orderLines.id, inUse))
}
