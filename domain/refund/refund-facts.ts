import { formatMoney } from '../money/money'
import { orderCapMinor, type RefundableTender } from './tender-cap'

/** A line's tax, frozen at order time; `rate` is a decimal fraction such as `0.19`. */
export type LineTax = { title: string; rate: string | null; amountMinor: bigint }

/** An order line with the state of its units. */
export type RefundableLine = {
  id: string
  title: string
  variantTitle: string | null
  sku: string | null
  /** Units bought. */
  quantity: number
  unitPriceMinor: bigint
  /** Paid for all units, after its share of every discount. */
  paidMinor: bigint
  taxes: LineTax[]
  /** Units refunded or reserved by a pending refund. */
  refundedUnits: number
  /** Units reshipped or reserved by a pending reshipment. */
  reshippedUnits: number
  /** Units shipped in the order's original parcels. */
  shippedUnits: number
  /** False for services and gift cards. */
  isShippable: boolean
}

/** Shipping, duties, tip or fees: refundable in any amount up to what was paid, tax included. */
export type RefundablePart = { paidMinor: bigint; refundedMinor: bigint }

export const PART_NAMES = ['shipping', 'dutyDomestic', 'dutyInternational', 'tip', 'fee'] as const
export type PartName = (typeof PART_NAMES)[number]

/** A payment with its sums in both currencies; reserved amounts count as refunded. */
export type RefundTender = RefundableTender & {
  brand: string | null
  lastFour: string | null
  gateway: string
  gatewayReference: string
  capturedShopMinor: bigint
  refundedShopMinor: bigint
  /** True when we can refund this payment ourselves. Always true for our own gift cards. */
  isReachable: boolean
  /** Our gift card that made this payment. */
  giftCardId: string | null
}

/** All facts that determine what can be refunded for an order. */
export type RefundFacts = {
  orderId: string
  orderName: string
  orderStatus: string
  currency: string
  shopCurrency: string
  /** True when a line's `paidMinor` includes its taxes. */
  taxesIncluded: boolean
  lines: RefundableLine[]
  parts: Record<PartName, RefundablePart>
  tenders: RefundTender[]
}

/** Returns the units of a line that are neither refunded nor reshipped. */
export function unitsLeft(line: RefundableLine): number {
  return Math.max(0, line.quantity - line.refundedUnits - line.reshippedUnits)
}

/** Returns a sentence with the order's refundable amount, to end an error message. */
export function describeRefundable({
  tenders,
  currency,
}: Pick<RefundFacts, 'tenders' | 'currency'>) {
  return `The refundable amount is ${formatMoney(orderCapMinor(tenders), currency)}.`
}

/** Returns the tenders that can take a refund by this method. */
export function usableTenders(facts: RefundFacts, method: 'cash' | 'gift_card'): RefundTender[] {
  if (method === 'gift_card') return facts.tenders
  return facts.tenders.filter((tender) => tender.isReachable || tender.kind === 'gift_card')
}

/** Returns a text that changes exactly when a fact that affects a refund changes. */
export function describeRefundState(facts: RefundFacts): string {
  return JSON.stringify(
    {
      canceled: facts.orderStatus === 'canceled',
      lines: facts.lines.map((line) => [
        line.id,
        line.quantity,
        line.paidMinor,
        line.refundedUnits,
        line.reshippedUnits,
        line.shippedUnits,
      ]),
      parts: PART_NAMES.map((name) => Object.values(facts.parts[name])),
      tenders: facts.tenders.map((tender) => [
        tender.id,
        tender.capturedMinor,
        tender.refundedMinor,
        tender.chargedBackMinor,
        tender.isActive,
      ]),
    },
    (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value),
  )
}
