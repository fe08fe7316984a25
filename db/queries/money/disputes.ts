import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { disputes } from '@/db/schema/payments'
import type { OrderId } from '@/domain/ids'
import { preparedRows } from '../sql/prepared-rows'

const disputesOf = preparedRows(disputes)<{ orderId: OrderId }>(
  ({ orderId }) => sql`where order_id = ${orderId} order by id`,
)

export type DisputeRow = typeof disputes.$inferSelect

/** Saves a dispute; returns false when a newer version (by `updatedAt`) is already stored. */
export async function saveDispute(tx: Executor, row: Omit<DisputeRow, 'id'>): Promise<boolean> {
  const { orderId: _order, externalId: _id, ...facts } = row
  const [saved] = await tx
    .insert(disputes)
    .values(row)
    .onConflictDoUpdate({
      target: [disputes.orderId, disputes.externalId],
      set: facts,
      setWhere: sql`${disputes.updatedAt} <= excluded.updated_at`,
    })
    .returning({ id: disputes.id })
  return saved !== undefined
}

export function listDisputes(tx: Executor, orderId: OrderId): Promise<DisputeRow[]> {
  return disputesOf(tx, { orderId })
}
