import type { Executor } from '@/db/client'
import { listShipments } from '@/db/queries/fulfillment/shipments'
import { listPayments } from '@/db/queries/money/payments'
import {
  listOrderDiscounts,
  listOrderLines,
  listOrderShippingLines,
} from '@/db/queries/orders/order-parts'
import { getStorefront, type OrderRow } from '@/db/queries/orders/orders'
import type { OrderId } from '@/domain/ids'
import type { ReceiptFacts } from '@/domain/receipt/receipt'

/** Returns the content of an order's receipt. */
export async function loadReceipt(tx: Executor, order: OrderRow): Promise<ReceiptFacts> {
  const [storefront, lines, discounts, shipping, tenders, parcel] = await Promise.all([
    getStorefront(tx, order.storefrontId),
    listOrderLines(tx, order.id),
    listOrderDiscounts(tx, order.id),
    listOrderShippingLines(tx, order.id),
    loadTenders(tx, order.id),
    findParcel(tx, order.id),
  ])
  return {
    orderName: order.name,
    storefrontName: storefront.name,
    placedAt: order.placedAt,
    customerName: order.customerName,
    locale: order.customerLocale,
    currency: order.currency,
    lines,
    discounts: itemize(discounts, order.discountMinor),
    shipping: itemize(
      shipping.map(({ title, priceMinor }) => ({ label: title, amountMinor: priceMinor })),
      order.shippingMinor,
    ),
    dutyMinor: order.dutyDomesticMinor + order.dutyInternationalMinor,
    taxMinor: order.taxMinor,
    taxesIncluded: order.taxesIncluded,
    tipMinor: order.tipMinor,
    feeMinor: order.feeMinor,
    totalMinor: order.totalMinor,
    tenders,
    parcel,
  }
}

type Item = { label: string | null; amountMinor: bigint }

/** Returns the items if they add up to the order's sum, else only the sum. */
function itemize(items: Item[], sumMinor: bigint): Item[] {
  const sum = items.reduce((total, item) => total + item.amountMinor, 0n)
  return sum === sumMinor ? items : [{ label: null, amountMinor: sumMinor }]
}

async function loadTenders(tx: Executor, orderId: OrderId): Promise<ReceiptFacts['tenders']> {
  const payments = await listPayments(tx, orderId)
  return payments
    .filter((payment) => payment.capturedMinor > 0n)
    .map((payment) => ({ ...payment, amountMinor: payment.capturedMinor }))
}

async function findParcel(tx: Executor, orderId: OrderId): Promise<ReceiptFacts['parcel']> {
  const shipments = await listShipments(tx, orderId)
  const parcel = shipments.find((shipment) => shipment.trackingNumber)
  if (!parcel?.trackingNumber) return null
  const { trackingNumber, carrier, trackingUrl } = parcel
  return { trackingNumber, carrier: carrier ?? 'the carrier', trackingUrl: trackingUrl ?? '' }
}
