import { sql } from 'drizzle-orm'
import type { Executor } from '../client'
import {
  orderAddresses,
  orderDiscounts,
  orderDuties,
  orderLines,
  orderShippingLines,
} from '../schema/orders'
import { wholeRows } from './whole-rows'

const readLines = wholeRows(orderLines)
const readAddresses = wholeRows(orderAddresses)
const readDuties = wholeRows(orderDuties)
const readDiscounts = wholeRows(orderDiscounts)
const readShippingLines = wholeRows(orderShippingLines)

export type OrderLineRow = typeof orderLines.$inferSelect
export type OrderAddressRow = typeof orderAddresses.$inferSelect
export type OrderDutyRow = typeof orderDuties.$inferSelect
export type OrderDiscountRow = typeof orderDiscounts.$inferSelect
export type OrderShippingLineRow = typeof orderShippingLines.$inferSelect

export function listOrderLines(tx: Executor, orderId: string): Promise<OrderLineRow[]> {
  return readLines(tx, sql`where order_id = ${orderId} order by position`)
}

export function listOrderAddresses(tx: Executor, orderId: string): Promise<OrderAddressRow[]> {
  return readAddresses(tx, sql`where order_id = ${orderId}`)
}

export function listOrderDuties(tx: Executor, orderId: string): Promise<OrderDutyRow[]> {
  return readDuties(tx, sql`where order_id = ${orderId}`)
}

export function listOrderDiscounts(tx: Executor, orderId: string): Promise<OrderDiscountRow[]> {
  return readDiscounts(tx, sql`where order_id = ${orderId} order by position`)
}

export function listOrderShippingLines(
  tx: Executor,
  orderId: string,
): Promise<OrderShippingLineRow[]> {
  return readShippingLines(tx, sql`where order_id = ${orderId} order by position`)
}
