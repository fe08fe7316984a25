import { eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Executor } from '@/db/client'
import { executeBound, executeTogether, preparedStatement } from '@/db/prepared-statement'
import { shipmentLines, shipments } from '@/db/schema/fulfillment'
import type { OrderId, OrderLineId, ShipmentId } from '@/domain/ids'
import { preparedInsert } from '../sql/prepared-insert'
import { preparedRows } from '../sql/prepared-rows'

const shipmentsBy = preparedRows(shipments)
const shipmentsOf = shipmentsBy<{ orderId: OrderId }>(
  ({ orderId }) => sql`where order_id = ${orderId} order by id`,
)
const shipmentOfKey = shipmentsBy<{ key: string }>(({ key }) => sql`where idempotency_key = ${key}`)
const shipmentsInsert = preparedInsert(
  shipments,
  sql`on conflict (idempotency_key) do nothing returning id`,
)
/** Inserts the lines of the shipment that the same statement inserts. */
const newLinesInsert = preparedInsert(shipmentLines, sql`where exists (select from stored)`)

export type ShipmentRow = typeof shipments.$inferSelect
export type NewShipment = typeof shipments.$inferInsert

export function listShipments(tx: Executor, orderId: OrderId): Promise<ShipmentRow[]> {
  return shipmentsOf(tx, { orderId })
}

export async function findShipmentByKey(
  tx: Executor,
  idempotencyKey: string,
): Promise<ShipmentRow | undefined> {
  const rows = await shipmentOfKey(tx, { key: idempotencyKey })
  return rows[0]
}

/** Returns the parcels of the order's pipeline, without reshipments, oldest first. */
export async function listOwnParcels(tx: Executor, orderId: OrderId): Promise<ShipmentRow[]> {
  const all = await listShipments(tx, orderId)
  return all.filter(({ idempotencyKey }) => idempotencyKey.startsWith(`${orderId}:ship`))
}

const linesOf = preparedStatement<{ shipmentId: ShipmentId }>(
  ({ shipmentId }) =>
    sql`select line_id, quantity from shipment_lines where shipment_id = ${shipmentId}`,
)

export async function listShipmentLines(
  tx: Executor,
  shipmentId: ShipmentId,
): Promise<{ lineId: OrderLineId; quantity: number }[]> {
  const rows = await linesOf(tx, { shipmentId })
  return rows.map((row) => ({ lineId: String(row.line_id), quantity: Number(row.quantity) }))
}

const sumUnits = preparedStatement<{ orderId: OrderId }>(
  ({ orderId }) => sql`
    select line_id, sum(quantity)::int as units
    from shipment_lines join shipments on shipments.id = shipment_id
    where order_id = ${orderId} and status <> 'canceled' and resolution_id is null
    group by line_id`,
)

/**
 * Returns the units of each line in shipments that aren't canceled; excludes reshipments, whose units
 * already shipped.
 */
export async function sumShippedUnits(
  tx: Executor,
  orderId: OrderId,
): Promise<ReadonlyMap<string, number>> {
  const rows = await sumUnits(tx, { orderId })
  return new Map(rows.map((row) => [String(row.line_id), Number(row.units)]))
}

/** Inserts a shipment with its lines; a repeat with the same idempotency key changes nothing. */
export async function insertShipment(
  tx: Executor,
  shipment: NewShipment,
  lines: { lineId: OrderLineId; quantity: number }[],
): Promise<void> {
  const id = uuidv7()
  const stored = shipmentsInsert.withRows([{ id, ...shipment }])
  if (!stored) return
  const rest = newLinesInsert.withRows(lines.map((line) => ({ shipmentId: id, ...line })))
  await (rest ? executeTogether(tx, [['stored', stored]], rest) : executeBound(tx, stored))
}

const nameShipment = preparedStatement<{ id: string; orderId: OrderId; externalId: string }>(
  ({ id, orderId, externalId }) => sql`
    update shipments set external_id = ${externalId}
    where id = ${id} and not exists (
      select from shipments where order_id = ${orderId} and external_id = ${externalId})`,
)

/**
 * Saves the storefront's ID of a fulfillment that we reported. If its webhook arrived first and created
 * a row with that ID, that row keeps it.
 */
export async function saveShipmentExternalId(
  tx: Executor,
  shipment: Pick<ShipmentRow, 'id' | 'orderId'>,
  externalId: string,
): Promise<void> {
  await nameShipment(tx, { id: shipment.id, orderId: shipment.orderId, externalId })
}

/** Saves corrected tracking data of a shipment. */
export async function saveShipmentTracking(
  tx: Executor,
  shipmentId: ShipmentId,
  tracking: Pick<NewShipment, 'carrier' | 'trackingNumber' | 'trackingUrl'>,
): Promise<void> {
  await tx.update(shipments).set(tracking).where(eq(shipments.id, shipmentId))
}
