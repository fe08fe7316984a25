import { formatMoney } from '../money/money'
import { RefundError } from './refund-error'
import { lesserMinor, orderCapMinor, type RefundableTender, tenderCapMinor } from './tender-cap'

/** The refund type selected in the form. */
export type RefundMethod = 'cash' | 'gift_card'

/**
 * One tender's share of a refund. It counts against the cap of that payment; with `newGiftCard` the
 * money goes to a newly issued gift card instead.
 */
export type RefundPart = { tenderId: string; amountMinor: bigint; newGiftCard: boolean }

/**
 * Returns the suggested split of a refund.
 * - cash: cards and wallets, newest first, each up to its cap; then the gift cards that paid. Gift
 *   card money never becomes cash.
 * - gift_card: first the gift cards that paid and are still active; the remainder, from any payment
 *   below its cap, goes to one new gift card.
 * @throws RefundError when the amount exceeds the refundable amount
 */
export function splitOverTenders(
  totalMinor: bigint,
  tenders: readonly RefundableTender[],
  method: RefundMethod,
  currency: string,
): RefundPart[] {
  if (totalMinor < 0n) throw new RefundError("A refund can't be negative.")
  const cap = orderCapMinor(tenders)
  if (totalMinor > cap) {
    const [requested, refundable] = [totalMinor, cap].map((minor) => formatMoney(minor, currency))
    throw new RefundError(`${requested} exceeds the refundable amount of ${refundable}.`)
  }
  const parts: RefundPart[] = []
  let left = totalMinor
  for (const tender of tenders.toSorted(compareFor(method))) {
    const amountMinor = lesserMinor(left, tenderCapMinor(tender))
    left -= amountMinor
    const newGiftCard = goesToNewGiftCard(tender, method)
    if (amountMinor > 0n) parts.push({ tenderId: tender.id, amountMinor, newGiftCard })
  }
  return parts
}

/**
 * Returns the errors of a manual split, in sentences; empty when it is valid. Amounts can be moved
 * between payments within their caps; the total must not change.
 */
export function findSplitErrors(
  parts: readonly RefundPart[],
  totalMinor: bigint,
  tenders: readonly RefundableTender[],
  method: RefundMethod,
  currency: string,
): string[] {
  const money = (minor: bigint) => formatMoney(minor, currency)
  const errors: string[] = []
  if (parts.some(({ amountMinor }) => amountMinor < 0n)) errors.push("Amounts can't be negative.")
  const byId = new Map(tenders.map((tender) => [tender.id, tender]))
  for (const id of new Set(parts.map(({ tenderId }) => tenderId))) {
    const tender = byId.get(id)
    const own = parts.filter(({ tenderId }) => tenderId === id)
    const requested = own.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
    if (!tender) errors.push("An amount is assigned to a payment that isn't part of this order.")
    else if (requested > tenderCapMinor(tender)) {
      errors.push(
        `${money(requested)} exceeds the ${money(tenderCapMinor(tender))} that can be refunded to that payment.`,
      )
    } else if (own.some(({ newGiftCard }) => newGiftCard !== goesToNewGiftCard(tender, method))) {
      errors.push(
        'Gift card payments must be refunded to their gift card, other payments by the selected refund type.',
      )
    }
  }
  const sum = parts.reduce((total, { amountMinor }) => total + amountMinor, 0n)
  if (sum !== totalMinor)
    errors.push(`The split totals ${money(sum)} instead of ${money(totalMinor)}.`)
  return errors
}

/** True when a new gift card must be issued; a voided gift card can't take a refund. */
export function goesToNewGiftCard(tender: RefundableTender, method: RefundMethod): boolean {
  if (tender.kind === 'gift_card') return !tender.isActive
  return method === 'gift_card'
}

/** Cash refunds use cards first, gift card refunds use gift cards first; newest first within each. */
function compareFor(method: RefundMethod) {
  const rank = ({ kind, isActive }: RefundableTender) => {
    if (kind !== 'gift_card') return method === 'cash' ? 0 : 1
    if (method === 'cash') return isActive ? 1 : 2
    return isActive ? 0 : 2
  }
  return (a: RefundableTender, b: RefundableTender) =>
    rank(a) - rank(b) || b.capturedAt.getTime() - a.capturedAt.getTime() || (a.id < b.id ? -1 : 1)
}
