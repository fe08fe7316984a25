import { formatMoney } from '../money/money'
import { RefundError } from './refund-error'
import { describeRefundable, type RefundFacts, type RefundTender } from './refund-facts'
import { shopSideMinor } from './shop-side'
import { orderCapMinor } from './tender-cap'
import {
  findSplitErrors,
  goesToNewGiftCard,
  type RefundMethod,
  type RefundPart,
  splitOverTenders,
} from './tender-split'

/** A manual split over the tenders, in minor units of the order's currency. */
export type ManualSplit = { tenderId: string; amountMinor: bigint }[]

/** One tender's share of a refund, with its shop amount and the gift card of ours it goes to. */
export type QuotedTender = RefundPart & { amountShopMinor: bigint; giftCardId: string | null }

/** @throws RefundError when the amount exceeds what the usable tenders can take */
export function assertWithinCap(
  facts: RefundFacts,
  requestedMinor: bigint,
  usable: RefundTender[],
): void {
  const capMinor = orderCapMinor(usable)
  if (requestedMinor <= capMinor) return
  const money = (minor: bigint) => formatMoney(minor, facts.currency)
  throw new RefundError(
    `${money(requestedMinor)} exceeds the refundable amount of ${money(capMinor)}.${describeUnreachable(facts, usable)}`,
  )
}

/** Returns the suggested split over tenders, or the manual one. */
export function quoteTenders(
  facts: RefundFacts,
  { split, method }: { split: ManualSplit | undefined; method: RefundMethod },
  totalMinor: bigint,
  tenders: RefundTender[],
): QuotedTender[] {
  const parts = split
    ? checkManualSplit(facts, split, totalMinor, tenders, method)
    : splitOverTenders(totalMinor, tenders, method, facts.currency)
  return parts.map((part) => {
    const tender = tenders.find(({ id }) => id === part.tenderId)
    if (!tender) throw new Error(`Payment ${part.tenderId} of the split not found.`)
    const amountShopMinor = shopSideMinor(tender, part.amountMinor)
    return { ...part, amountShopMinor, giftCardId: part.newGiftCard ? null : tender.giftCardId }
  })
}

function checkManualSplit(
  facts: RefundFacts,
  split: ManualSplit,
  totalMinor: bigint,
  tenders: RefundTender[],
  method: RefundMethod,
): RefundPart[] {
  if (new Set(split.map(({ tenderId }) => tenderId)).size < split.length) {
    throw new RefundError(
      `A payment is listed twice. List each payment once. ${describeRefundable(facts)}`,
    )
  }
  const parts = split.map(({ tenderId, amountMinor }) => {
    const tender = tenders.find(({ id }) => id === tenderId)
    return { tenderId, amountMinor, newGiftCard: !!tender && goesToNewGiftCard(tender, method) }
  })
  const [fault] = findSplitErrors(parts, totalMinor, tenders, method, facts.currency)
  if (fault) throw new RefundError(`${fault} ${describeRefundable(facts)}`)
  return parts.filter((part) => part.amountMinor > 0n)
}

/** Returns a sentence about payments that only another gateway can refund, or ''. */
function describeUnreachable(facts: RefundFacts, usable: RefundTender[]): string {
  const others = facts.tenders.filter((tender) => !usable.includes(tender))
  const left = orderCapMinor(others)
  if (left === 0n) return ''
  return ` ${formatMoney(left, facts.currency)} was paid through ${others[0]?.gateway}. Refund it there or as a gift card.`
}
