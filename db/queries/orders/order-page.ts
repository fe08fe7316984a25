import { sql } from 'drizzle-orm'
import { type Executor, getDb, transaction } from '@/db/client'
import { shipmentLines, shipments } from '@/db/schema/fulfillment'
import { orderDiscountAllocations, orders, orderTaxLines } from '@/db/schema/orders'
import { disputes, payments, paymentTransactions } from '@/db/schema/payments'
import { exceptions, orderSteps } from '@/db/schema/pipeline'
import { resolutionLines, resolutions, resolutionTenders } from '@/db/schema/resolutions'
import { storefronts } from '@/db/schema/storefronts'
import type { OrderId } from '@/domain/ids'
import { wholeRows } from '../sql/prepared-rows'
import { listOrderEvents } from './order-events'
import { listOrderNotes } from './order-notes'
import {
  listOrderAddresses,
  listOrderDiscounts,
  listOrderDuties,
  listOrderLines,
  listOrderShippingLines,
} from './order-parts'

const readOrders = wholeRows(orders, ['searchText', 'addedTags', 'removedTags'])
const readStorefronts = wholeRows(storefronts)
const readSteps = wholeRows(orderSteps, ['idempotencyKey', 'runId', 'leaseToken', 'leasedUntil'])
const readExceptions = wholeRows(exceptions, ['detail', 'fingerprint'])
const readAllocations = wholeRows(orderDiscountAllocations)
const readTaxLines = wholeRows(orderTaxLines)
const readPayments = wholeRows(payments)
const readTransactions = wholeRows(paymentTransactions, ['raw', 'idempotencyKey'])
const readDisputes = wholeRows(disputes)
const readResolutions = wholeRows(resolutions, ['idempotencyKey'])
const readResolutionLines = wholeRows(resolutionLines)
const readResolutionTenders = wholeRows(resolutionTenders, ['transactionKey'])
const readShipments = wholeRows(shipments, ['customs', 'idempotencyKey'])
const readShipmentLines = wholeRows(shipmentLines)

/**
 * Returns everything the order page shows; undefined when the order does not exist. Pipelines
 * prepared statements on one connection: about one round trip, without occupying the pool.
 */
export function findOrderPage(orderId: OrderId) {
  return transaction(async (tx) => {
    const [[order], [shop], steps, found, money, goods, timeline, notes] = await Promise.all([
      readOrders(tx, sql`where id = ${orderId}`),
      readStorefronts(tx, sql`where id = (select storefront_id from orders where id = ${orderId})`),
      readSteps(tx, sql`where order_id = ${orderId} order by position`),
      readExceptions(tx, sql`where order_id = ${orderId} order by opened_at desc, id desc`),
      readMoney(tx, orderId),
      readGoods(tx, orderId),
      listOrderEvents(orderId, undefined, tx),
      listOrderNotes(tx, orderId),
    ])
    if (!order || !shop) return undefined
    const { name, shopDomain, shipsFromCountry } = shop
    const storefront = { name, shopDomain, shipsFromCountry }
    return { order, storefront, ...money, ...goods, steps, exceptions: found, timeline, notes }
  })
}

/** Returns the heading of an order's page; undefined when the order does not exist. */
export async function findOrderHeading(orderId: OrderId): Promise<{ name: string } | undefined> {
  const [row] = await getDb().execute<{ name: string }>(
    sql`select name from orders where id = ${orderId}`,
  )
  return row && { name: row.name }
}

/** Reads the payments, refunds and related rows. */
async function readMoney(tx: Executor, orderId: OrderId) {
  const ofOrder = sql`where order_id = ${orderId}`
  const ofResolutions = sql`where resolution_id in (select id from resolutions ${ofOrder})`
  const [
    discounts,
    allocations,
    duties,
    taxLines,
    tenders,
    transactions,
    disputed,
    refunds,
    refundLines,
    refundTenders,
  ] = await Promise.all([
    listOrderDiscounts(tx, orderId),
    readAllocations(tx, sql`${ofOrder} order by id`),
    listOrderDuties(tx, orderId),
    readTaxLines(tx, sql`${ofOrder} order by position`),
    readPayments(tx, sql`${ofOrder} order by id`),
    readTransactions(tx, sql`${ofOrder} order by at, id`),
    readDisputes(tx, sql`${ofOrder} order by id`),
    readResolutions(tx, sql`${ofOrder} order by at, id`),
    readResolutionLines(tx, sql`${ofResolutions} order by id`),
    readResolutionTenders(tx, sql`${ofResolutions} order by position`),
  ])
  return {
    discounts,
    allocations,
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
      tenders: refundTenders.filter((tender) => tender.resolutionId === resolution.id),
    })),
  }
}

/** Reads the lines, addresses and shipments. */
async function readGoods(tx: Executor, orderId: OrderId) {
  const ofOrder = sql`where order_id = ${orderId}`
  const [lines, shippingLines, addresses, parcels, parcelLines] = await Promise.all([
    listOrderLines(tx, orderId),
    listOrderShippingLines(tx, orderId),
    listOrderAddresses(tx, orderId),
    readShipments(tx, sql`${ofOrder} order by created_at, id`),
    readShipmentLines(
      tx,
      sql`where shipment_id in (select id from shipments ${ofOrder}) order by id`,
    ),
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
