import { formatMoney } from '../money/money'
import { orderCapMinor, type RefundableTender } from './tender-cap'

/** A tax of a line as it was frozen; `rate` is a decimal fraction such as `0.19`. */
export type LineTax = { title: string; rate: string | null; amountMinor: bigint }

/** A line of an order with what has become of its units. */
export type RefundableLine = {
  id: string
  title: string
  variantTitle: string | null
  sku: string | null
  /** Units bought. */
  quantity: number
  unitPriceMinor: bigint
  /** What was paid for all units, after every discount. */
  paidMinor: bigint
  taxes: LineTax[]
  /** Units refunded, or set aside for a refund that waits. */
  refundedUnits: number
  /** Units sent again, or set aside for it. */
  reshippedUnits: number
  /** Units that left with the order's own parcels. */
  shippedUnits: number
  /** False for what has no parcel: services, gift cards. */
  isShippable: boolean
}

/** Shipping, duties, a tip or additional fees: any amount up to what was paid for it, its tax included. */
export type RefundablePart = { paidMinor: bigint; refundedMinor: bigint }

export const PART_NAMES = ['shipping', 'dutyDomestic', 'dutyInternational', 'tip', 'fee'] as const
export type PartName = (typeof PART_NAMES)[number]

/** A payment with both sides of its sums, what is set aside counted as refunded. */
export type RefundTender = RefundableTender & {
  brand: string | null
  lastFour: string | null
  gateway: string
  gatewayReference: string
  capturedShopMinor: bigint
  refundedShopMinor: bigint
  /** Whether money can be sent back there from here. A gift card of ours always can. */
  isReachable: boolean
  /** The gift card of ours that paid, if it was one. */
  giftCardId: string | null
}

/** Everything that decides what may go back of an order. */
export type RefundFacts = {
  orderId: string
  orderName: string
  orderStatus: string
  currency: string
  shopCurrency: string
  /** True: `paidMinor` of a line contains its taxes. */
  taxesIncluded: boolean
  lines: RefundableLine[]
  parts: Record<PartName, RefundablePart>
  tenders: RefundTender[]
}

/** Units of a line that are neither refunded nor sent again. */
export function unitsLeft(line: RefundableLine): number {
  return Math.max(0, line.quantity - line.refundedUnits - line.reshippedUnits)
}

/** How much of the order may still go back, in a sentence that ends a refusal. */
export function leftOfPaid({ tenders, currency }: Pick<RefundFacts, 'tenders' | 'currency'>) {
  return `${formatMoney(orderCapMinor(tenders), currency)} is left of what was paid.`
}

/** The tenders that money can go back to by this method. */
export function usableTenders(facts: RefundFacts, method: 'cash' | 'gift_card'): RefundTender[] {
  if (method === 'gift_card') return facts.tenders
  return facts.tenders.filter((tender) => tender.isReachable || tender.kind === 'gift_card')
}

/**
 * The facts as one text that is the same as long as nothing has happened to the order that a
 * refund depends on.
 */
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
