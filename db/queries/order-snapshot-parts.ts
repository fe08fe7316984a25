import { eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Amount, OrderSnapshot, TaxSnapshot } from '@/server/domain/order-snapshot'
import type { Executor } from '../client'
import {
  orderDiscountAllocations,
  orderDiscounts,
  orderDuties,
  orderShippingLines,
  orderTaxLines,
} from '../schema/orders'
import { saveOrderAddress } from './order-snapshot-addresses'
import { saveOrderLines } from './order-snapshot-lines'
import { rowWriter } from './row-writer'

const writeShippingLines = rowWriter(orderShippingLines)
const writeDuties = rowWriter(orderDuties)
const writeTaxLines = rowWriter(orderTaxLines)
const writeDiscounts = rowWriter(orderDiscounts)
const writeAllocations = rowWriter(orderDiscountAllocations)

type NewTaxLine = typeof orderTaxLines.$inferInsert

/** Takes away the rows that nothing refers to: they are replaced rather than compared. */
export async function clearOrderParts(tx: Executor, orderId: string): Promise<void> {
  for (const table of [orderTaxLines, orderDuties, orderDiscounts, orderShippingLines])
    await tx.delete(table).where(eq(table.orderId, orderId))
}

/**
 * Everything of an order that has rows of its own, as a snapshot shows it; those of an earlier
 * snapshot are to be cleared before.
 */
export async function saveOrderParts(
  tx: Executor,
  orderId: string,
  snapshot: OrderSnapshot,
): Promise<void> {
  const lineIds = await saveOrderLines(tx, orderId, snapshot.lines)
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
  // First what the others refer to: a statement made inside a call below would be sent before these.
  await Promise.all([
    writeShippingLines(tx, shipping),
    writeDuties(
      tx,
      duties.map(({ row }) => row),
    ),
  ])
  await Promise.all([
    writeTaxLines(tx, taxes),
    insertDiscounts(tx, orderId, snapshot, ids),
    saveOrderAddress(tx, orderId, 'shipping', snapshot.shippingAddress),
    saveOrderAddress(tx, orderId, 'billing', snapshot.billingAddress),
  ])
}

const columnsOf = ({ minor, shopMinor }: Amount) => ({
  amountMinor: minor,
  amountShopMinor: shopMinor,
})

function shippingRows(orderId: string, { shippingLines }: OrderSnapshot) {
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

function dutyRows(orderId: string, { lines }: OrderSnapshot, lineIds: readonly string[]) {
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
  orderId: string,
  owner: { lineId?: string | undefined; shippingLineId?: string | undefined; dutyId?: string },
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

async function insertDiscounts(
  tx: Executor,
  orderId: string,
  { discounts }: OrderSnapshot,
  ids: { line: readonly string[]; shippingLine: readonly string[] },
): Promise<void> {
  if (discounts.length === 0) return
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
  await Promise.all([
    writeDiscounts(
      tx,
      rows.map(({ row }) => row),
    ),
    writeAllocations(tx, allocations),
  ])
}
