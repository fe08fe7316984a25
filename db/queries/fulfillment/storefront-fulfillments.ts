import { and, eq, or, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { shipmentLines, shipments } from '@/db/schema/fulfillment'
import type { OrderId, OrderLineId, ShipmentId } from '@/domain/ids'
import type { ShipmentRow } from './shipments'

/**
 * Finds the shipment of a storefront's fulfillment: by its ID, else our own shipment with its tracking
 * number.
 */
export async function findFulfilledShipment(
  tx: Executor,
  orderId: OrderId,
  fulfillment: { externalId: string; trackingNumber: string | null },
): Promise<ShipmentRow | undefined> {
  const { externalId, trackingNumber } = fulfillment
  const isEcho = and(
    eq(shipments.source, 'pipeline'),
    eq(shipments.trackingNumber, trackingNumber ?? ''),
    sql`${trackingNumber}::text is not null`,
  )
  const rows = await tx
    .select()
    .from(shipments)
    .where(and(eq(shipments.orderId, orderId), or(eq(shipments.externalId, externalId), isEcho)))
    .for('update')
  return rows.find((row) => row.externalId === externalId) ?? rows[0]
}

export async function saveShipment(
  tx: Executor,
  shipmentId: ShipmentId,
  change: Partial<ShipmentRow>,
): Promise<void> {
  await tx.update(shipments).set(change).where(eq(shipments.id, shipmentId))
}

/** Replaces the lines of a shipment. */
export async function replaceShipmentLines(
  tx: Executor,
  shipmentId: ShipmentId,
  lines: readonly { lineId: OrderLineId; quantity: number }[],
): Promise<void> {
  await tx.delete(shipmentLines).where(eq(shipmentLines.shipmentId, shipmentId))
  const rows = lines.map((line) => ({ shipmentId, ...line }))
  if (rows.length > 0) await tx.insert(shipmentLines).values(rows)
}
