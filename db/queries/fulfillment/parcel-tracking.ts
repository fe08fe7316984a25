import { and, asc, eq, gt, inArray, lt, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { shipments } from '@/db/schema/fulfillment'
import type { ShipmentId } from '@/domain/ids'
import type { ShipmentRow } from './shipments'

export type TrackedParcel = Pick<ShipmentRow, 'id' | 'orderId' | 'idempotencyKey'>

const lastAsked = sql`coalesce(${shipments.trackedAt}, ${shipments.shippedAt})`

/**
 * Parcels of ours that are under way, or lost and may be found, about which the carrier was not
 * asked since `before`; those that left before `since` are given up. Longest unasked first.
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
        lt(lastAsked, sql`${before.toISOString()}::timestamptz`),
      ),
    )
    .orderBy(asc(lastAsked))
    .limit(limit)
}

/** A shipment as it is now; its order's lock is held. */
export async function findShipment(
  tx: Executor,
  shipmentId: ShipmentId,
): Promise<ShipmentRow | undefined> {
  const [row] = await tx.select().from(shipments).where(eq(shipments.id, shipmentId))
  return row
}
