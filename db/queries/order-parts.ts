import { asc, eq } from 'drizzle-orm'
import type { Executor } from '../client'
import {
  orderAddresses,
  orderDiscounts,
  orderDuties,
  orderLines,
  orderShippingLines,
} from '../schema/orders'

export type OrderLineRow = typeof orderLines.$inferSelect
export type OrderAddressRow = typeof orderAddresses.$inferSelect
export type OrderDutyRow = typeof orderDuties.$inferSelect
export type OrderDiscountRow = typeof orderDiscounts.$inferSelect
export type OrderShippingLineRow = typeof orderShippingLines.$inferSelect

export function listOrderLines(tx: Executor, orderId: string): Promise<OrderLineRow[]> {
  return tx
    .select()
    .from(orderLines)
    .where(eq(orderLines.orderId, orderId))
    .orderBy(asc(orderLines.position))
}

export function listOrderAddresses(tx: Executor, orderId: string): Promise<OrderAddressRow[]> {
  return tx.select().from(orderAddresses).where(eq(orderAddresses.orderId, orderId))
}

export function listOrderDuties(tx: Executor, orderId: string): Promise<OrderDutyRow[]> {
  return tx.select().from(orderDuties).where(eq(orderDuties.orderId, orderId))
}

export function listOrderDiscounts(tx: Executor, orderId: string): Promise<OrderDiscountRow[]> {
  return tx
    .select()
    .from(orderDiscounts)
    .where(eq(orderDiscounts.orderId, orderId))
    .orderBy(asc(orderDiscounts.position))
}

export function listOrderShippingLines(
  tx: Executor,
  orderId: string,
): Promise<OrderShippingLineRow[]> {
  return tx
    .select()
    .from(orderShippingLines)
    .where(eq(orderShippingLines.orderId, orderId))
    .orderBy(asc(orderShippingLines.position))
}
