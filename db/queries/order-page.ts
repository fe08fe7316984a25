import { asc, desc, eq, getTableColumns } from 'drizzle-orm'
import { getDb } from '../client'
import { shipmentLines, shipments } from '../schema/fulfilment'
import {
  orderAddresses,
  orderDiscounts,
  orderDuties,
  orderLines,
  orderShippingLines,
  orders,
  orderTaxLines,
} from '../schema/orders'
import { disputes, payments, paymentTransactions } from '../schema/payments'
import { exceptions, orderSteps } from '../schema/pipeline'
import { resolutionLines, resolutions } from '../schema/resolutions'
import { storefronts } from '../schema/storefronts'
import { listOrderEvents } from './order-events'

/**
 * Everything the order page shows, or undefined when there is no such order. The reads run side
 * by side, so the page waits for the slowest one, not for their sum.
 */
export async function findOrderPage(orderId: string) {
  const [[order], money, goods, steps, found, timeline] = await Promise.all([
    readOrder(orderId),
    readMoney(orderId),
    readGoods(orderId),
    readSteps(orderId),
    readExceptions(orderId),
    listOrderEvents(orderId),
  ])
  if (!order) return undefined
  return { ...order, ...money, ...goods, steps, exceptions: found, timeline }
}

/** What the page of an order is called by, or undefined when there is no such order. */
export async function findOrderHeading(orderId: string): Promise<{ name: string } | undefined> {
  const [row] = await getDb()
    .select({ name: orders.name })
    .from(orders)
    .where(eq(orders.id, orderId))
  return row
}

function readOrder(orderId: string) {
  const { searchText: _, ...order } = getTableColumns(orders)
  return getDb()
    .select({
      order,
      storefront: { name: storefronts.name, shopDomain: storefronts.shopDomain },
    })
    .from(orders)
    .innerJoin(storefronts, eq(storefronts.id, orders.storefrontId))
    .where(eq(orders.id, orderId))
}

function readSteps(orderId: string) {
  return getDb()
    .select({
      step: orderSteps.step,
      status: orderSteps.status,
      attempts: orderSteps.attempts,
      startedAt: orderSteps.startedAt,
      finishedAt: orderSteps.finishedAt,
      nextAttemptAt: orderSteps.nextAttemptAt,
      lastError: orderSteps.lastError,
      result: orderSteps.result,
    })
    .from(orderSteps)
    .where(eq(orderSteps.orderId, orderId))
    .orderBy(asc(orderSteps.position))
}

function readExceptions(orderId: string) {
  const { detail: _, fingerprint: __, ...exception } = getTableColumns(exceptions)
  return getDb()
    .select(exception)
    .from(exceptions)
    .where(eq(exceptions.orderId, orderId))
    .orderBy(desc(exceptions.openedAt), desc(exceptions.id))
}

/** What was asked for, what was paid and what went back. */
async function readMoney(orderId: string) {
  const db = getDb()
  const { raw: _, idempotencyKey: __, ...transaction } = getTableColumns(paymentTransactions)
  const [discounts, duties, taxLines, tenders, transactions, disputed, refunds, refundLines] =
    await Promise.all([
      db
        .select()
        .from(orderDiscounts)
        .where(eq(orderDiscounts.orderId, orderId))
        .orderBy(asc(orderDiscounts.position)),
      db.select().from(orderDuties).where(eq(orderDuties.orderId, orderId)),
      db
        .select()
        .from(orderTaxLines)
        .where(eq(orderTaxLines.orderId, orderId))
        .orderBy(asc(orderTaxLines.position)),
      db.select().from(payments).where(eq(payments.orderId, orderId)).orderBy(asc(payments.id)),
      db
        .select(transaction)
        .from(paymentTransactions)
        .where(eq(paymentTransactions.orderId, orderId))
        .orderBy(asc(paymentTransactions.at), asc(paymentTransactions.id)),
      db.select().from(disputes).where(eq(disputes.orderId, orderId)).orderBy(asc(disputes.id)),
      db
        .select()
        .from(resolutions)
        .where(eq(resolutions.orderId, orderId))
        .orderBy(asc(resolutions.at), asc(resolutions.id)),
      db
        .select(getTableColumns(resolutionLines))
        .from(resolutionLines)
        .innerJoin(resolutions, eq(resolutions.id, resolutionLines.resolutionId))
        .where(eq(resolutions.orderId, orderId)),
    ])
  return {
    discounts,
    duties,
    taxLines,
    payments: tenders.map((payment) => ({
      ...payment,
      transactions: transactions.filter((row) => row.paymentId === payment.id),
    })),
    disputes: disputed,
    resolutions: refunds.map((resolution) => ({
      ...resolution,
      lines: refundLines.filter((line) => line.resolutionId === resolution.id),
    })),
  }
}

/** What was bought, where it goes and what has left. */
async function readGoods(orderId: string) {
  const db = getDb()
  const [lines, shippingLines, addresses, parcels, parcelLines] = await Promise.all([
    db
      .select()
      .from(orderLines)
      .where(eq(orderLines.orderId, orderId))
      .orderBy(asc(orderLines.position)),
    db
      .select()
      .from(orderShippingLines)
      .where(eq(orderShippingLines.orderId, orderId))
      .orderBy(asc(orderShippingLines.position)),
    db.select().from(orderAddresses).where(eq(orderAddresses.orderId, orderId)),
    db
      .select()
      .from(shipments)
      .where(eq(shipments.orderId, orderId))
      .orderBy(asc(shipments.createdAt), asc(shipments.id)),
    db
      .select(getTableColumns(shipmentLines))
      .from(shipmentLines)
      .innerJoin(shipments, eq(shipments.id, shipmentLines.shipmentId))
      .where(eq(shipments.orderId, orderId)),
  ])
  return {
    lines,
    shippingLines,
    addresses,
    shipments: parcels.map((shipment) => ({
      ...shipment,
      lines: parcelLines.filter((line) => line.shipmentId === shipment.id),
    })),
  }
}
