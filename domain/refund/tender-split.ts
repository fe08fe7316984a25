import { formatMoney } from '../money/money'
import { RefundError } from './refund-error'
import { lesserMinor, orderCapMinor, type RefundableTender, tenderCapMinor } from './tender-cap'

/** What people choose in the form. */
export type RefundMethod = 'cash' | 'gift_card'

/**
 * A part of a refund. It always uses up the room of one payment; `newGiftCard` says that its
 * money does not go back there but onto a gift card made for the customer.
 */
export type RefundPart = { tenderId: string; amountMinor: bigint; newGiftCard: boolean }

/**
 * Proposes where a refund goes.
 * - cash: back to cards and wallets, newest first, each up to its cap; then to the gift cards
 *   that paid. Gift card money never turns into cash.
 * - gift_card: first back onto the gift cards that paid and are still active; the rest, from
 *   whatever payment has room, onto one new gift card.
 * @throws RefundError when more is asked for than may go back
 */
export function splitOverTenders(
  totalMinor: bigint,
  tenders: readonly RefundableTender[],
  method: RefundMethod,
  currency: string,
): RefundPart[] {
  if (totalMinor < 0n) throw new RefundError('A refund is not negative.')
  const cap = orderCapMinor(tenders)
  if (totalMinor > cap) {
    const [wanted, room] = [totalMinor, cap].map((minor) => formatMoney(minor, currency))
    throw new RefundError(`${wanted} cannot go back: ${room} is left of what was paid.`)
  }
  const parts: RefundPart[] = []
  let left = totalMinor
  for (const tender of tenders.toSorted(inOrderOf(method))) {
    const amountMinor = lesserMinor(left, tenderCapMinor(tender))
    left -= amountMinor
    const newGiftCard = goesToNewGiftCard(tender, method)
    if (amountMinor > 0n) parts.push({ tenderId: tender.id, amountMinor, newGiftCard })
  }
  return parts
}

/**
 * Why a split that a person made by hand may not stand, in sentences; empty when it may.
 * Amounts may be moved between payments within the caps, and the sum has to stay.
 */
export function faultsOfSplit(
  parts: readonly RefundPart[],
  totalMinor: bigint,
  tenders: readonly RefundableTender[],
  method: RefundMethod,
  currency: string,
): string[] {
  const money = (minor: bigint) => formatMoney(minor, currency)
  const faults: string[] = []
  if (parts.some(({ amountMinor }) => amountMinor < 0n)) faults.push('An amount is negative.')
  const byId = new Map(tenders.map((tender) => [tender.id, tender]))
  for (const id of new Set(parts.map(({ tenderId }) => tenderId))) {
    const tender = byId.get(id)
    const own = parts.filter(({ tenderId }) => tenderId === id)
    const wanted = own.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
    if (!tender) faults.push('An amount goes to a payment that is not of this order.')
    else if (wanted > tenderCapMinor(tender)) {
      faults.push(`${money(wanted)} is more than the ${money(tenderCapMinor(tender))} left there.`)
    } else if (own.some(({ newGiftCard }) => newGiftCard !== goesToNewGiftCard(tender, method))) {
      faults.push('Gift card money goes back to its gift card, other money where it was asked to.')
    }
  }
  const sum = parts.reduce((total, { amountMinor }) => total + amountMinor, 0n)
  if (sum !== totalMinor) faults.push(`The parts come to ${money(sum)}, not ${money(totalMinor)}.`)
  return faults
}

/** A gift card that was closed cannot take its money back: the customer gets a new one. */
export function goesToNewGiftCard(tender: RefundableTender, method: RefundMethod): boolean {
  if (tender.kind === 'gift_card') return !tender.isActive
  return method === 'gift_card'
}

/** Cash asks the cards first, a gift card refund the gift cards; the newest first among equals. */
function inOrderOf(method: RefundMethod) {
  const rank = ({ kind, isActive }: RefundableTender) => {
    if (kind !== 'gift_card') return method === 'cash' ? 0 : 1
    if (method === 'cash') return isActive ? 1 : 2
    return isActive ? 0 : 2
  }
  return (a: RefundableTender, b: RefundableTender) =>
    rank(a) - rank(b) || b.capturedAt.getTime() - a.capturedAt.getTime() || (a.id < b.id ? -1 : 1)
}
