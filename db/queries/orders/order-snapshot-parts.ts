import { eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Executor } from '@/db/client'
import { type BoundStatement, executeWrites } from '@/db/prepared-statement'
import {
  orderDiscountAllocations,
  orderDiscounts,
  orderDuties,
  orderTaxLines,
} from '@/db/schema/orders/order-charges'
import { orderShippingLines } from '@/db/schema/orders/order-lines'
import type { OrderId, OrderLineId } from '@/domain/ids'
import type { Amount, OrderSnapshot, TaxSnapshot } from '@/domain/order/order-snapshot'
import { preparedInsert } from '../sql/prepared-insert'
import { addressesInsert, removeMissingAddresses } from './order-snapshot-addresses'
import { type LinesToStore, newerOrderLines, newOrderLines } from './order-snapshot-lines'

const shippingLinesInsert = preparedInsert(orderShippingLines)
const dutiesInsert = preparedInsert(orderDuties)
const taxLinesInsert = preparedInsert(orderTaxLines)
const discountsInsert = preparedInsert(orderDiscounts)
const allocationsInsert = preparedInsert(orderDiscountAllocations)

type NewTaxLine = typeof orderTaxLines.$inferInsert

/** Deletes the rows that nothing refers to; they are replaced, not compared. */
export async function clearOrderParts(tx: Executor, orderId: OrderId): Promise<void> {
  for (const table of [orderTaxLines, orderDuties, orderDiscounts, orderShippingLines])
    await tx.delete(table).where(eq(table.orderId, orderId))
}

/**
 * Saves the parts of an existing order from a newer snapshot. Call `clearOrderParts` before.
 */
export async function saveOrderParts(
  tx: Executor,
  orderId: OrderId,
  snapshot: OrderSnapshot,
): Promise<void> {
  await removeMissingAddresses(tx, orderId, snapshot)
  const lines = await newerOrderLines(tx, orderId, snapshot.lines)
  await executeWrites(tx, partInserts(orderId, snapshot, lines))
}

/** Returns the inserts of a new order's parts, to be executed together with its row. */
export const newOrderParts = (
  orderId: OrderId,
  snapshot: OrderSnapshot,
): (BoundStatement | undefined)[] =>
  partInserts(orderId, snapshot, newOrderLines(orderId, snapshot.lines))

function partInserts(
  orderId: OrderId,
  snapshot: OrderSnapshot,
  { ids: lineIds, insert: lines }: LinesToStore,
): (BoundStatement | undefined)[] {
  const shipping = shippingRows(orderId, snapshot)
  const duties = dutyRows(orderId, snapshot, lineIds)
  const taxes: NewTaxLine[] = [
    ...taxRows(orderId, {}, snapshot.taxes),
    ...snapshot.lines.flatMap((line, n) => taxRows(orderId, { lineId: lineIds[n] }, line.taxes)),
    ...snapshot.shippingLines.flatMap((line, n) =>
      taxRows(orderId, { shippingLineId: shipping[n]?.id }, line.taxes),
    ),
    ...duties.flatMap(({ row, taxes: own }) => taxRows(orderId, { dutyId: row.id }, own)),
  ]
  const ids = { line: lineIds, shippingLine: shipping.map((row) => row.id) }
  return [
    lines,
    shippingLinesInsert.withRows(shipping),
    dutiesInsert.withRows(duties.map(({ row }) => row)),
    taxLinesInsert.withRows(taxes),
    ...discountInserts(orderId, snapshot, ids),
    addressesInsert(orderId, snapshot),
  ]
}

const columnsOf = ({ minor, shopMinor }: Amount) => ({
  amountMinor: minor,
  amountShopMinor: shopMinor,
})

function shippingRows(orderId: OrderId, { shippingLines }: OrderSnapshot) {
  return shippingLines.map((line, position) => ({
    id: uuidv7(),
    orderId,
    position,
    code: line.code,
    title: line.title,
    priceMinor: line.price.minor,
    priceShopMinor: line.price.shopMinor,
    discountMinor: line.discount.minor,
    discountShopMinor: line.discount.shopMinor,
    taxMinor: line.tax.minor,
    taxShopMinor: line.tax.shopMinor,
  }))
}

function dutyRows(orderId: OrderId, { lines }: OrderSnapshot, lineIds: readonly OrderLineId[]) {
  return lines.flatMap((line, n) =>
    line.duties.map(({ scope, hsCode, originCountry, amount, taxes }) => ({
      row: {
        id: uuidv7(),
        orderId,
        lineId: lineIds[n] ?? '',
        scope,
        hsCode,
        originCountry,
        ...columnsOf(amount),
      },
      taxes,
    })),
  )
}

function taxRows(
  orderId: OrderId,
  owner: { lineId?: OrderLineId | undefined; shippingLineId?: string | undefined; dutyId?: string },
  taxes: readonly TaxSnapshot[],
): NewTaxLine[] {
  return taxes.map(({ title, rate, amount, isChannelLiable }, position) => ({
    orderId,
    ...owner,
    position,
    title,
    rate,
    ...columnsOf(amount),
    isChannelLiable,
  }))
}

function discountInserts(
  orderId: OrderId,
  { discounts }: OrderSnapshot,
  ids: { line: readonly string[]; shippingLine: readonly string[] },
): (BoundStatement | undefined)[] {
  const rows = discounts.map(({ allocations, amount, ...facts }, position) => ({
    row: { id: uuidv7(), orderId, position, ...facts, ...columnsOf(amount) },
    allocations,
  }))
  const allocations = rows.flatMap(({ row, allocations: own }) =>
    own.map(({ target, amount }) => ({
      orderId,
      discountId: row.id,
      [target.of === 'line' ? 'lineId' : 'shippingLineId']: ids[target.of][target.index],
      ...columnsOf(amount),
    })),
  )
  return [
    discountsInsert.withRows(rows.map(({ row }) => row)),
    allocationsInsert.withRows(allocations),
  ]
}
