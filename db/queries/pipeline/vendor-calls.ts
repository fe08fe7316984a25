import { desc, eq, sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import { exceptions } from '@/db/schema/pipeline'
import { vendorCalls } from '@/db/schema/vendor-calls'
import type { OrderId } from '@/domain/ids'

export type NewVendorCall = typeof vendorCalls.$inferInsert

export async function insertVendorCalls(tx: Executor, calls: NewVendorCall[]): Promise<void> {
  if (calls.length > 0) await tx.insert(vendorCalls).values(calls)
}

/** What was said to vendors about an order and kept, newest first. */
export function listVendorCalls(tx: Executor, orderId: OrderId, limit: number) {
  return tx
    .select()
    .from(vendorCalls)
    .where(eq(vendorCalls.orderId, orderId))
    .orderBy(desc(vendorCalls.id))
    .limit(limit)
}

/**
 * Deletes calls that were made before a moment, the oldest first, at most `limit`; those about
 * orders with something open in the inbox stay. Returns how many went.
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

/** Ids begin with the milliseconds at which they were made (RFC 9562, UUIDv7). */
function firstIdAt(moment: Date): string {
  const hex = moment.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}
