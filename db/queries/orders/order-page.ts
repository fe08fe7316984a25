import { sql } from 'drizzle-orm'
import { type Executor, getDb, transaction } from '@/db/client'
import type { Placeholders } from '@/db/prepared-statement'
import { exceptions } from '@/db/schema/exceptions'
import { shipmentLines, shipments } from '@/db/schema/fulfillment'
import { orderDiscountAllocations, orderTaxLines } from '@/db/schema/orders/order-charges'
import { orders } from '@/db/schema/orders/orders'
import { disputes, payments, paymentTransactions } from '@/db/schema/payments'
import { orderSteps } from '@/db/schema/pipeline'
import { resolutionLines, resolutions, resolutionTenders } from '@/db/schema/resolutions'
import { storefronts } from '@/db/schema/storefronts'
import type { OrderId } from '@/domain/ids'
import { preparedRows } from '../sql/prepared-rows'
import { listOrderEvents } from './order-events'
import { listOrderNotes } from './order-notes'
import {
  listOrderAddresses,
  listOrderDiscounts,
  listOrderDuties,
  listOrderLines,
  listOrderShippingLines,
} from './order-parts'

type OfOrder = { orderId: OrderId }
type ByOrder = Placeholders<OfOrder>

const orderedBy = (columns: string) => (by: ByOrder) =>
  sql`where order_id = ${by.orderId} order by ${sql.raw(columns)}`
const ofResolutions = (column: string) => (by: ByOrder) =>
  sql`where resolution_id in (select id from resolutions where order_id = ${by.orderId})
    order by ${sql.raw(column)}`

const orderById = preparedRows(orders, ['searchText', 'addedTags', 'removedTags'])<OfOrder>(
  ({ orderId }) => sql`where id = ${orderId}`,
)
const storefrontOf = preparedRows(storefronts)<OfOrder>(
  ({ orderId }) => sql`where id = (select storefront_id from orders where id = ${orderId})`,
)
const stepsOf = preparedRows(orderSteps, ['idempotencyKey', 'runId', 'leaseToken', 'leasedUntil'])(
  orderedBy('position'),
)
const exceptionsOf = preparedRows(exceptions, ['detail', 'fingerprint'])(
  orderedBy('opened_at desc, id desc'),
)
const allocationsOf = preparedRows(orderDiscountAllocations)(orderedBy('id'))
const taxLinesOf = preparedRows(orderTaxLines)(orderedBy('position'))
const paymentsOf = preparedRows(payments)(orderedBy('id'))
const transactionsOf = preparedRows(paymentTransactions, ['raw', 'idempotencyKey'])(
  orderedBy('at, id'),
)
const disputesOf = preparedRows(disputes)(orderedBy('id'))
const resolutionsOf = preparedRows(resolutions, ['idempotencyKey'])(orderedBy('at, id'))
const resolutionLinesOf = preparedRows(resolutionLines)(ofResolutions('id'))
const resolutionTendersOf = preparedRows(resolutionTenders, ['transactionKey'])(
  ofResolutions('position'),
)
const shipmentsOf = preparedRows(shipments, ['customs', 'idempotencyKey'])(
  orderedBy('created_at, id'),
)
const shipmentLinesOf = preparedRows(shipmentLines)<OfOrder>(
  ({ orderId }) =>
    sql`where shipment_id in (select id from shipments where order_id = ${orderId}) order by id`,
)

/**
 * Returns everything the order page shows; undefined when the order does not exist. Pipelines
 * prepared statements on one connection: about one round trip, without occupying the pool.
 */
export function findOrderPage(orderId: OrderId) {
  return transaction(async (tx) => {
    const [[order], [shop], steps, found, money, goods, timeline, notes] = await Promise.all([
      orderById(tx, { orderId }),
      storefrontOf(tx, { orderId }),
      stepsOf(tx, { orderId }),
      exceptionsOf(tx, { orderId }),
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
    allocationsOf(tx, { orderId }),
    listOrderDuties(tx, orderId),
    taxLinesOf(tx, { orderId }),
    paymentsOf(tx, { orderId }),
    transactionsOf(tx, { orderId }),
    disputesOf(tx, { orderId }),
    resolutionsOf(tx, { orderId }),
    resolutionLinesOf(tx, { orderId }),
    resolutionTendersOf(tx, { orderId }),
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
  const [lines, shippingLines, addresses, parcels, parcelLines] = await Promise.all([
    listOrderLines(tx, orderId),
    listOrderShippingLines(tx, orderId),
    listOrderAddresses(tx, orderId),
    shipmentsOf(tx, { orderId }),
    shipmentLinesOf(tx, { orderId }),
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
