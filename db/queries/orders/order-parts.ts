import { sql } from 'drizzle-orm'
import type { Executor } from '@/db/client'
import type { Placeholders } from '@/db/prepared-statement'
import { orderAddresses } from '@/db/schema/orders/order-addresses'
import { orderDiscounts, orderDuties } from '@/db/schema/orders/order-charges'
import { orderLines, orderShippingLines } from '@/db/schema/orders/order-lines'
import type { OrderId } from '@/domain/ids'
import { preparedRows } from '../sql/prepared-rows'

type OfOrder = { orderId: OrderId }

const inOrder = ({ orderId }: Placeholders<OfOrder>) =>
  sql`where order_id = ${orderId} order by position`
const anyhow = ({ orderId }: Placeholders<OfOrder>) => sql`where order_id = ${orderId}`

const readLines = preparedRows(orderLines)<OfOrder>(inOrder)
const readAddresses = preparedRows(orderAddresses)<OfOrder>(anyhow)
const readDuties = preparedRows(orderDuties)<OfOrder>(anyhow)
const readDiscounts = preparedRows(orderDiscounts)<OfOrder>(inOrder)
const readShippingLines = preparedRows(orderShippingLines)<OfOrder>(inOrder)

export type OrderLineRow = typeof orderLines.$inferSelect
export type OrderAddressRow = typeof orderAddresses.$inferSelect
export type OrderDutyRow = typeof orderDuties.$inferSelect
export type OrderDiscountRow = typeof orderDiscounts.$inferSelect
export type OrderShippingLineRow = typeof orderShippingLines.$inferSelect

export function listOrderLines(tx: Executor, orderId: OrderId): Promise<OrderLineRow[]> {
  return readLines(tx, { orderId })
}

export function listOrderAddresses(tx: Executor, orderId: OrderId): Promise<OrderAddressRow[]> {
  return readAddresses(tx, { orderId })
}

export function listOrderDuties(tx: Executor, orderId: OrderId): Promise<OrderDutyRow[]> {
  return readDuties(tx, { orderId })
}

export function listOrderDiscounts(tx: Executor, orderId: OrderId): Promise<OrderDiscountRow[]> {
  return readDiscounts(tx, { orderId })
}

export function listOrderShippingLines(
  tx: Executor,
  orderId: OrderId,
): Promise<OrderShippingLineRow[]> {
  return readShippingLines(tx, { orderId })
}
