import { desc, eq } from 'drizzle-orm'
import type { Executor } from '../client'
import { vendorCalls } from '../schema/vendor-calls'

export type NewVendorCall = typeof vendorCalls.$inferInsert

export async function insertVendorCalls(tx: Executor, calls: NewVendorCall[]): Promise<void> {
  if (calls.length > 0) await tx.insert(vendorCalls).values(calls)
}

/** What was said to vendors about an order and kept, newest first. */
export function listVendorCalls(tx: Executor, orderId: string, limit: number) {
  return tx
    .select()
    .from(vendorCalls)
    .where(eq(vendorCalls.orderId, orderId))
    .orderBy(desc(vendorCalls.id))
    .limit(limit)
}
