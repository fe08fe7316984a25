import { transaction } from '@/db/client'
import { foldOrderCounts } from '@/db/queries/orders/order-counts'

/** Keeps the counters of the orders list short; returns how many changes were added up. */
export function foldCounts(): Promise<number> {
  return transaction(foldOrderCounts)
}
