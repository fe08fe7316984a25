import { desc, eq, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { exceptions } from '@/db/schema/exceptions'
import { vendorCalls } from '@/db/schema/vendor-calls'
import type { OrderId } from '@/domain/ids'

export type NewVendorCall = typeof vendorCalls.$inferInsert

export async function insertVendorCalls(tx: Executor, calls: NewVendorCall[]): Promise<void> {
  if (calls.length > 0) await tx.insert(vendorCalls).values(calls)
}

/** Lists the stored vendor calls of an order, newest first. */
export function listVendorCalls(tx: Executor, orderId: OrderId, limit: number) {
  return tx
    .select()
    .from(vendorCalls)
    .where(eq(vendorCalls.orderId, orderId))
    .orderBy(desc(vendorCalls.id))
    .limit(limit)
}

/**
 * Deletes at most `limit` calls made before a time, oldest first, except those of orders with open
 * exceptions. Returns how many.
 */
export async function deleteVendorCalls(
  tx: Executor,
  { before, limit }: { before: Date; limit: number },
): Promise<number> {
  const rows = await tx.execute(sql`
    delete from ${vendorCalls} where id in (
      select c.id from ${vendorCalls} c
      where c.id < ${firstIdAt(before)}::uuid and not exists (
        select from ${exceptions} e where e.order_id = c.order_id
          and e.status not in ('resolved', 'ignored'))
      order by c.id limit ${limit}
    ) returning id`)
  return Array.from(rows).length
}

/** UUIDv7 ids start with their creation time in ms (RFC 9562). */
function firstIdAt(moment: Date): string {
  const hex = moment.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}
