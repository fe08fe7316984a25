import { eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Executor } from '@/db/client'
import { executeWrites } from '@/db/prepared-statement'
import { orders } from '@/db/schema/orders/orders'
import type { CustomerId, OrderId, StorefrontId } from '@/domain/ids'
import type { OrderSnapshot, OrderTotals } from '@/domain/order/order-snapshot'
import { orderStepsInsert } from '../pipeline/order-steps'
import { preparedInsert } from '../sql/prepared-insert'
import { preparedRows } from '../sql/prepared-rows'
import { newOrderParts } from './order-snapshot-parts'
import { effectiveTags } from './order-tags'
import type { OrderRow } from './orders'

const lockByExternalId = preparedRows(orders)<{ storefrontId: StorefrontId; externalId: string }>(
  ({ storefrontId, externalId }) =>
    sql`where storefront_id = ${storefrontId} and external_id = ${externalId} for update`,
)
const ordersInsert = preparedInsert(orders)

type NewOrder = typeof orders.$inferInsert

/** Columns of the row that are not part of the snapshot. */
export type OrderFacts = Pick<
  OrderRow,
  | 'status'
  | 'paymentStatus'
  | 'fulfillmentStatus'
  | 'storefrontPaymentStatus'
  | 'snapshotPaymentStatus'
  | 'settledPaymentStatus'
  | 'canceledAt'
  | 'cancelReason'
  | 'snapshotWebhookId'
  | 'partsDigest'
> & { customerId: CustomerId | null; searchText: string; shippingCountry?: string }

/** Locks the order with a storefront's id; undefined when it does not exist. */
export async function lockOrderByExternalId(
  tx: Executor,
  storefrontId: StorefrontId,
  externalId: string,
): Promise<OrderRow | undefined> {
  const [row] = await lockByExternalId(tx, { storefrontId, externalId })
  return row
}

/**
 * Inserts a new order with all parts and, unless it is canceled, its steps; returns its id.
 */
export async function insertOrder(
  tx: Executor,
  storefrontId: StorefrontId,
  snapshot: OrderSnapshot,
  facts: OrderFacts,
): Promise<string> {
  const { externalId } = snapshot
  const id = uuidv7()
  await executeWrites(tx, [
    ordersInsert.withRows([{ id, storefrontId, externalId, ...columnsOf(snapshot), ...facts }]),
    ...newOrderParts(id, snapshot),
    facts.status === 'canceled' ? undefined : orderStepsInsert(id),
  ])
  return id
}

/** Updates an order's row to a newer snapshot. */
export async function updateOrder(
  tx: Executor,
  orderId: OrderId,
  snapshot: OrderSnapshot,
  facts: Omit<OrderFacts, 'status' | 'canceledAt' | 'cancelReason'>,
): Promise<void> {
  await tx
    .update(orders)
    .set({
      ...columnsOf(snapshot),
      email: sql`case when ${orders.emailEditedAt} is null then ${snapshot.email}::text else ${orders.email} end`,
      ...facts,
      tags: effectiveTags(snapshot.tags),
      updatedAt: sql`now()`,
      version: sql`${orders.version} + 1`,
    })
    .where(eq(orders.id, orderId))
}

/** Saves order columns that do not come from snapshots. */
export async function saveOrderFacts(
  tx: Executor,
  orderId: OrderId,
  facts: Partial<OrderFacts>,
): Promise<void> {
  await tx
    .update(orders)
    .set({ ...facts, updatedAt: sql`now()` })
    .where(eq(orders.id, orderId))
}

function columnsOf(snapshot: OrderSnapshot) {
  return {
    name: snapshot.name,
    customerName: snapshot.customerName,
    email: snapshot.email,
    phone: snapshot.phone,
    currency: snapshot.currency,
    shopCurrency: snapshot.shopCurrency,
    ...amountColumns(snapshot.totals),
    taxesIncluded: snapshot.taxesIncluded,
    customerLocale: snapshot.customerLocale,
    customerNote: snapshot.customerNote,
    tags: snapshot.tags,
    shippingCountry: snapshot.shippingAddress?.countryCode ?? '',
    isTest: snapshot.isTest,
    placedAt: snapshot.placedAt,
    storefrontUpdatedAt: snapshot.updatedAt,
    snapshotRank: snapshot.rank,
  } satisfies Partial<NewOrder>
}

function amountColumns(totals: OrderTotals) {
  return {
    subtotalMinor: totals.subtotal.minor,
    subtotalShopMinor: totals.subtotal.shopMinor,
    discountMinor: totals.discount.minor,
    discountShopMinor: totals.discount.shopMinor,
    shippingMinor: totals.shipping.minor,
    shippingShopMinor: totals.shipping.shopMinor,
    taxMinor: totals.tax.minor,
    taxShopMinor: totals.tax.shopMinor,
    dutyDomesticMinor: totals.dutyDomestic.minor,
    dutyDomesticShopMinor: totals.dutyDomestic.shopMinor,
    dutyInternationalMinor: totals.dutyInternational.minor,
    dutyInternationalShopMinor: totals.dutyInternational.shopMinor,
    tipMinor: totals.tip.minor,
    tipShopMinor: totals.tip.shopMinor,
    feeMinor: totals.fee.minor,
    feeShopMinor: totals.fee.shopMinor,
    totalMinor: totals.total.minor,
    totalShopMinor: totals.total.shopMinor,
  }
}
