import { transaction } from '@/db/client'
import { foldOrderCounts } from '@/db/queries/orders/order-counts'

/** Folds pending changes into the order counters; returns how many. */
export function foldCounts(): Promise<number> {
  return transaction(foldOrderCounts)
}
