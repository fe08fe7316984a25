import type { Executor } from '@/db/client'
import { sumShippedUnits } from '@/db/queries/fulfillment/shipments'
import {
  listOrderTaxLines,
  type OrderTaxLineRow,
  sumRefundedParts,
  sumResolvedUnits,
} from '@/db/queries/money/refund-facts'
import {
  listOrderDuties,
  listOrderLines,
  listOrderShippingLines,
  type OrderDutyRow,
  type OrderLineRow,
  type OrderShippingLineRow,
} from '@/db/queries/orders/order-parts'
import type { OrderRow } from '@/db/queries/orders/orders'
import type { OrderLineId } from '@/domain/ids'
import { feeTaxMinor } from '@/domain/refund/fee-tax'
import type {
  LineTax,
  PartName,
  RefundableLine,
  RefundablePart,
  RefundFacts,
} from '@/domain/refund/refund-facts'
import { lesserMinor } from '@/domain/refund/tender-cap'
import { loadRefundTenders } from './internal/load-refund-tenders'

/** Loads all facts that determine what can be refunded for an order; stable while it is locked. */
export async function loadRefundFacts(tx: Executor, order: OrderRow): Promise<RefundFacts> {
  const [lines, taxes, shipping, duties, refunded, units, shipped, tenders] = await Promise.all([
    listOrderLines(tx, order.id),
    listOrderTaxLines(tx, order.id),
    listOrderShippingLines(tx, order.id),
    listOrderDuties(tx, order.id),
    sumRefundedParts(tx, order.id),
    sumResolvedUnits(tx, order.id),
    sumShippedUnits(tx, order.id),
    loadRefundTenders(tx, order),
  ])
  const unitsOf = (lineId: OrderLineId, kind: 'refund' | 'reshipment') =>
    units.find((row) => row.lineId === lineId && row.kind === kind)?.units ?? 0
  return {
    orderId: order.id,
    orderName: order.name,
    orderStatus: order.status,
    currency: order.currency,
    shopCurrency: order.shopCurrency,
    taxesIncluded: order.taxesIncluded,
    lines: lines.map((line) => ({
      ...toLine(line, taxes),
      refundedUnits: unitsOf(line.id, 'refund'),
      reshippedUnits: unitsOf(line.id, 'reshipment'),
      shippedUnits: shippedUnits(order, line, shipped),
    })),
    parts: toParts(order, { taxes, shipping, duties }, refunded),
    tenders,
  }
}

function toLine(
  line: OrderLineRow,
  taxes: OrderTaxLineRow[],
): Omit<RefundableLine, 'refundedUnits' | 'reshippedUnits' | 'shippedUnits'> {
  return {
    id: line.id,
    title: line.title,
    variantTitle: line.variantTitle,
    sku: line.sku,
    quantity: line.quantity,
    unitPriceMinor: line.unitPriceMinor,
    paidMinor: line.paidMinor,
    taxes: taxesOf(line, taxes),
    isShippable: line.requiresShipping && !line.isGiftCard,
  }
}

/** Returns the line's taxes by name; tax without a breakdown is listed as 'Tax'. */
function taxesOf(line: OrderLineRow, all: OrderTaxLineRow[]): LineTax[] {
  const named = all
    .filter((tax) => tax.lineId === line.id && !tax.dutyId && !tax.shippingLineId)
    .map(({ title, rate, amountMinor }) => ({ title, rate, amountMinor }))
  const rest = line.taxMinor - named.reduce((sum, tax) => sum + tax.amountMinor, 0n)
  if (rest === 0n) return named
  const whole = { title: 'Tax', rate: null, amountMinor: line.taxMinor }
  return rest > 0n ? [...named, { ...whole, amountMinor: rest }] : [whole]
}

/** A storefront can mark an order as fulfilled without listing the contents of its parcels. */
function shippedUnits(
  order: OrderRow,
  line: OrderLineRow,
  shipped: ReadonlyMap<string, number>,
): number {
  const units = shipped.get(line.id) ?? 0
  if (units > 0 || shipped.size > 0) return units
  return order.fulfillmentStatus === 'fulfilled' ? line.quantity : 0
}

type PartRows = {
  taxes: OrderTaxLineRow[]
  shipping: OrderShippingLineRow[]
  duties: OrderDutyRow[]
}

function toParts(
  order: OrderRow,
  { taxes, shipping, duties }: PartRows,
  refunded: Awaited<ReturnType<typeof sumRefundedParts>>,
): Record<PartName, RefundablePart> {
  const dutyTax = (scope: OrderDutyRow['scope']) => {
    const ids = new Set(duties.filter((duty) => duty.scope === scope).map((duty) => duty.id))
    const own = taxes.filter((tax) => tax.dutyId !== null && ids.has(tax.dutyId))
    return order.taxesIncluded ? 0n : own.reduce((sum, tax) => sum + tax.amountMinor, 0n)
  }
  const domesticPaid = order.dutyDomesticMinor + dutyTax('domestic')
  const internationalPaid = order.dutyInternationalMinor + dutyTax('international')
  // A storefront's refund doesn't state which duty it refunded: count it as domestic first.
  const unspecified = refunded.dutyMinor - refunded.dutyInternationalMinor
  const domestic = lesserMinor(unspecified, domesticPaid)
  return {
    shipping: { paidMinor: shippingPaid(order, shipping), refundedMinor: refunded.shippingMinor },
    dutyDomestic: { paidMinor: domesticPaid, refundedMinor: domestic },
    dutyInternational: {
      paidMinor: internationalPaid,
      refundedMinor: refunded.dutyMinor - domestic,
    },
    tip: { paidMinor: order.tipMinor, refundedMinor: refunded.tipMinor },
    fee: { paidMinor: order.feeMinor + feeTax(order, taxes), refundedMinor: refunded.feeMinor },
  }
}

/** Returns the tax on fees. Order-level tax lines are sums of all other tax lines. */
function feeTax(order: OrderRow, taxes: OrderTaxLineRow[]): bigint {
  if (order.taxesIncluded) return 0n
  const named = taxes.filter((tax) => tax.lineId ?? tax.shippingLineId ?? tax.dutyId)
  const namedMinor = named.map((tax) => tax.amountMinor)
  return feeTaxMinor({ feeMinor: order.feeMinor, taxMinor: order.taxMinor, namedMinor })
}

/** Returns the amount paid for shipping, after its discount and with its tax. */
function shippingPaid(order: OrderRow, shipping: OrderShippingLineRow[]): bigint {
  if (shipping.length === 0) return order.shippingMinor
  return shipping.reduce(
    (sum, line) =>
      sum + line.priceMinor - line.discountMinor + (order.taxesIncluded ? 0n : line.taxMinor),
    0n,
  )
}
