import { and, asc, eq, gt, inArray, lt, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { shipments } from '@/db/schema/fulfillment'
import type { ShipmentId } from '@/domain/ids'
import type { ShipmentRow } from './shipments'

export type TrackedParcel = Pick<ShipmentRow, 'id' | 'orderId' | 'idempotencyKey'>

const lastPolledAt = sql`coalesce(${shipments.trackedAt}, ${shipments.shippedAt})`

/**
 * Returns our undelivered parcels, including lost ones, that shipped after `since` and weren't polled
 * after `before`; longest unpolled first.
 */
export function listParcelsToTrack(
  tx: Executor,
  { before, since, limit }: { before: Date; since: Date; limit: number },
): Promise<TrackedParcel[]> {
  const { id, orderId, idempotencyKey } = shipments
  return tx
    .select({ id, orderId, idempotencyKey })
    .from(shipments)
    .where(
      and(
        eq(shipments.source, 'pipeline'),
        inArray(shipments.status, ['label_bought', 'in_transit', 'lost']),
        gt(shipments.shippedAt, since),
        lt(lastPolledAt, sql`${before.toISOString()}::timestamptz`),
      ),
    )
    .orderBy(asc(lastPolledAt))
    .limit(limit)
}

/** Returns a shipment. Requires the lock on its order. */
export async function findShipment(
  tx: Executor,
  shipmentId: ShipmentId,
): Promise<ShipmentRow | undefined> {
  const [row] = await tx.select().from(shipments).where(eq(shipments.id, shipmentId))
  return row
}
