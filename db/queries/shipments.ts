import { and, eq, isNull, ne, notExists, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Executor } from '../client'
import { shipmentLines, shipments } from '../schema/fulfilment'
import { execute, executeTogether } from '../statement'
import { rowInsert } from './row-writer'
import { preparedRows } from './whole-rows'

const shipmentsBy = preparedRows(shipments)
const shipmentsOf = shipmentsBy<{ orderId: string }>(
  ({ orderId }) => sql`where order_id = ${orderId} order by id`,
)
const shipmentOfKey = shipmentsBy<{ key: string }>(({ key }) => sql`where idempotency_key = ${key}`)
const shipmentsInsert = rowInsert(
  shipments,
  sql`on conflict (idempotency_key) do nothing returning id`,
)
/** Lines of a shipment that the same statement has stored. */
const newLinesInsert = rowInsert(shipmentLines, sql`where exists (select from stored)`)

export type ShipmentRow = typeof shipments.$inferSelect
export type NewShipment = typeof shipments.$inferInsert

export function listShipments(tx: Executor, orderId: string): Promise<ShipmentRow[]> {
  return shipmentsOf(tx, { orderId })
}

export async function findShipmentByKey(
  tx: Executor,
  idempotencyKey: string,
): Promise<ShipmentRow | undefined> {
  const rows = await shipmentOfKey(tx, { key: idempotencyKey })
  return rows[0]
}

/** The parcels that an order's own way through the pipeline made, oldest first. */
export async function listOwnParcels(tx: Executor, orderId: string): Promise<ShipmentRow[]> {
  const all = await listShipments(tx, orderId)
  return all.filter(({ idempotencyKey }) => idempotencyKey.startsWith(`${orderId}:ship`))
}

export function listShipmentLines(
  tx: Executor,
  shipmentId: string,
): Promise<{ lineId: string; quantity: number }[]> {
  return tx
    .select({ lineId: shipmentLines.lineId, quantity: shipmentLines.quantity })
    .from(shipmentLines)
    .where(eq(shipmentLines.shipmentId, shipmentId))
}

/**
 * Units of each line that left or are about to, over all shipments that were not called off. What
 * is sent again is not counted: it left before.
 */
export async function sumShippedUnits(
  tx: Executor,
  orderId: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .select({
      lineId: shipmentLines.lineId,
      units: sql<number>`sum(${shipmentLines.quantity})::int`,
    })
    .from(shipmentLines)
    .innerJoin(shipments, eq(shipments.id, shipmentLines.shipmentId))
    .where(
      and(
        eq(shipments.orderId, orderId),
        ne(shipments.status, 'cancelled'),
        isNull(shipments.resolutionId),
      ),
    )
    .groupBy(shipmentLines.lineId)
  return new Map(rows.map((row) => [row.lineId, row.units]))
}

/** Stores a shipment with its lines; a repeat under the same idempotency key changes nothing. */
export async function insertShipment(
  tx: Executor,
  shipment: NewShipment,
  lines: { lineId: string; quantity: number }[],
): Promise<void> {
  const id = uuidv7()
  const stored = shipmentsInsert([{ id, ...shipment }])
  if (!stored) return
  const rest = newLinesInsert(lines.map((line) => ({ shipmentId: id, ...line })))
  await (rest ? executeTogether(tx, [['stored', stored]], rest) : execute(tx, stored))
}

/**
 * Stores the storefront's id of a fulfilment we reported. Its own message about it may have come
 * first and made a row under that id: then that row keeps it.
 */
export async function saveShipmentExternalId(
  tx: Executor,
  shipment: Pick<ShipmentRow, 'id' | 'orderId'>,
  externalId: string,
): Promise<void> {
  const taken = tx
    .select({ id: shipments.id })
    .from(shipments)
    .where(and(eq(shipments.orderId, shipment.orderId), eq(shipments.externalId, externalId)))
  await tx
    .update(shipments)
    .set({ externalId })
    .where(and(eq(shipments.id, shipment.id), notExists(taken)))
}

/** Corrects how a parcel is followed. */
export async function saveShipmentTracking(
  tx: Executor,
  shipmentId: string,
  tracking: Pick<NewShipment, 'carrier' | 'trackingNumber' | 'trackingUrl'>,
): Promise<void> {
  await tx.update(shipments).set(tracking).where(eq(shipments.id, shipmentId))
}
