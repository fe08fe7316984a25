import { formatMoney } from '../money/money'
import { type LineChoice, type QuotedLine, quoteLines, type Restock } from './quote-lines'
import { type PartAmounts, type PartChoice, quoteParts } from './quote-parts'
import { RefundError } from './refund-error'
import {
  describeRefundable,
  type LineTax,
  type PartName,
  type RefundFacts,
  type RefundTender,
  usableTenders,
} from './refund-facts'
import { type AdjustmentReason, type Override, refundTotal } from './refund-total'
import { shopSideMinor } from './shop-side'
import { orderCapMinor } from './tender-cap'
import {
  findSplitErrors,
  goesToNewGiftCard,
  type RefundMethod,
  type RefundPart,
  splitOverTenders,
} from './tender-split'

/** The user's choices in the form, in minor units of the order's currency. */
export type RefundChoice = {
  scope: 'full' | 'partial'
  method: RefundMethod
  lines: LineChoice[]
  /** Restock option of lines that aren't listed. */
  restock: Restock
  parts: Record<PartName, PartChoice>
  override: Override | undefined
  /** A manual split over the tenders. */
  split: { tenderId: string; amountMinor: bigint }[] | undefined
}

/** One tender's share of a refund, with its shop amount and the gift card of ours it goes to. */
export type QuotedTender = RefundPart & { amountShopMinor: bigint; giftCardId: string | null }

export type RefundQuote = {
  lines: QuotedLine[]
  listMinor: bigint
  discountMinor: bigint
  itemsMinor: bigint
  /** The lines' tax; included in `itemsMinor` when prices include tax. */
  taxMinor: bigint
  /** `taxMinor` by title and rate. */
  taxes: LineTax[]
  parts: PartAmounts
  computedMinor: bigint
  adjustmentMinor: bigint
  reason: AdjustmentReason | null
  totalMinor: bigint
  totalShopMinor: bigint
  tenders: QuotedTender[]
}

/**
 * Returns the quote of a refund: the amount of each line, tax and part, and the split over tenders.
 * A full refund never exceeds the refundable amount; an earlier refund without items shows up as an
 * adjustment.
 * @throws RefundError that states the refundable amount, or that no payment was captured
 */
export function quoteRefund(
  facts: RefundFacts,
  choice: RefundChoice,
  canOverride: boolean,
): RefundQuote {
  assertPaid(facts)
  const lines = quoteLines(facts, choice)
  const parts = quoteParts(facts, choice.parts)
  const itemsMinor = sum(lines, (line) => line.amountMinor)
  const taxMinor = sum(lines, (line) => line.taxMinor)
  const tenders = usableTenders(facts, choice.method)
  const amounts = {
    itemsMinor,
    taxMinor: facts.taxesIncluded ? 0n : taxMinor,
    shippingMinor: parts.shipping,
    dutyMinor: parts.dutyDomestic + parts.dutyInternational + parts.tip + parts.fee,
  }
  const override = choice.override ?? cutToCap(choice, amounts, tenders)
  assertOverrideAllowed(facts, amounts, override, canOverride)
  const money = (minor: bigint) => formatMoney(minor, facts.currency)
  const requestedMinor = override?.totalMinor ?? total(amounts)
  const capMinor = orderCapMinor(tenders)
  if (requestedMinor > capMinor) {
    throw new RefundError(
      `${money(requestedMinor)} exceeds the refundable amount of ${money(capMinor)}.${describeUnreachable(facts, tenders)}`,
    )
  }
  const totals = refundTotal(amounts, { capMinor, canOverride: true }, override)
  const split = splitTotal(facts, choice, totals.totalMinor, tenders)
  return {
    lines,
    listMinor: sum(lines, (line) => line.listMinor),
    discountMinor: sum(lines, (line) => line.discountMinor),
    itemsMinor,
    taxMinor,
    taxes: addTaxes(lines),
    parts,
    ...totals,
    reason: totals.adjustmentMinor === 0n ? null : (override?.reason ?? 'other'),
    totalShopMinor: sum(split, (part) => part.amountShopMinor),
    tenders: split,
  }
}

/** Authorized or declined payments can't be refunded. */
function assertPaid({ tenders }: RefundFacts): void {
  if (tenders.some(({ capturedMinor }) => capturedMinor > 0n)) return
  throw new RefundError('No payment was captured for this order, so there is nothing to refund.')
}

type Amounts = Parameters<typeof refundTotal>[0]

function total({ itemsMinor, taxMinor, shippingMinor, dutyMinor }: Amounts): bigint {
  return itemsMinor + taxMinor + shippingMinor + dutyMinor
}

function cutToCap(
  { scope }: RefundChoice,
  amounts: Amounts,
  tenders: RefundTender[],
): Override | undefined {
  const capMinor = orderCapMinor(tenders)
  if (scope !== 'full' || total(amounts) <= capMinor) return undefined
  return { totalMinor: capMinor, reason: 'other' }
}

function assertOverrideAllowed(
  facts: RefundFacts,
  amounts: Amounts,
  override: Override | undefined,
  canOverride: boolean,
): void {
  if (!override) return
  const money = (minor: bigint) => formatMoney(minor, facts.currency)
  if (override.totalMinor < 0n) {
    throw new RefundError(
      `${money(override.totalMinor)} is negative. Enter a positive amount. ${describeRefundable(facts)}`,
    )
  }
  if (override.totalMinor > total(amounts) && !canOverride) {
    throw new RefundError(
      `You can lower the amount but not raise it above ${money(total(amounts))}.`,
    )
  }
}

/** Returns the suggested split over tenders, or the manual one. */
function splitTotal(
  facts: RefundFacts,
  { split, method }: RefundChoice,
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
  split: NonNullable<RefundChoice['split']>,
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

function addTaxes(lines: readonly QuotedLine[]): LineTax[] {
  const sums = new Map<string, LineTax>()
  for (const tax of lines.flatMap((line) => line.taxes)) {
    const key = `${tax.title}\n${tax.rate}`
    const amountMinor = (sums.get(key)?.amountMinor ?? 0n) + tax.amountMinor
    sums.set(key, { ...tax, amountMinor })
  }
  return [...sums.values()]
}

function sum<T>(items: readonly T[], amount: (item: T) => bigint): bigint {
  return items.reduce((whole, item) => whole + amount(item), 0n)
}
