import { formatMoney } from '../money/money'
import { type LineChoice, type QuotedLine, quoteLines, type Restock } from './quote-lines'
import { type PartAmounts, type PartChoice, quoteParts } from './quote-parts'
import { RefundError } from './refund-error'
import {
  type LineTax,
  leftOfPaid,
  type PartName,
  type RefundFacts,
  type RefundTender,
  usableTenders,
} from './refund-facts'
import { type AdjustmentReason, type Override, refundTotal } from './refund-total'
import { shopSideMinor } from './shop-side'
import { orderCapMinor } from './tender-cap'
import {
  faultsOfSplit,
  goesToNewGiftCard,
  type RefundMethod,
  type RefundPart,
  splitOverTenders,
} from './tender-split'

/** What a person chose in the form, in minor units of the order's currency. */
export type RefundChoice = {
  scope: 'full' | 'partial'
  method: RefundMethod
  lines: LineChoice[]
  /** What becomes of the goods of lines that are not named. */
  restock: Restock
  parts: Record<PartName, PartChoice>
  override: Override | undefined
  /** Amounts moved between the payments by hand. */
  split: { tenderId: string; amountMinor: bigint }[] | undefined
}

/** A part of a refund, in the shop's currency too, and the gift card of ours that it goes to. */
export type QuotedTender = RefundPart & { amountShopMinor: bigint; giftCardId: string | null }

export type RefundQuote = {
  lines: QuotedLine[]
  listMinor: bigint
  discountMinor: bigint
  itemsMinor: bigint
  /** The lines' tax; contained in `itemsMinor` where prices include tax. */
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
 * Works a refund out: what each line, tax and part gives back, and which payment takes it.
 * A full refund never asks for more than is left; what an earlier refund took without naming
 * items stays as an adjustment.
 * @throws RefundError with a sentence that says what is left, or that nothing was ever paid
 */
export function quoteRefund(
  facts: RefundFacts,
  choice: RefundChoice,
  canOverride: boolean,
): RefundQuote {
  refuseUnpaid(facts)
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
  refuseRaise(facts, amounts, override, canOverride)
  const money = (minor: bigint) => formatMoney(minor, facts.currency)
  const wantedMinor = override?.totalMinor ?? total(amounts)
  const capMinor = orderCapMinor(tenders)
  if (wantedMinor > capMinor) {
    throw new RefundError(
      `${money(wantedMinor)} cannot go back: ${money(capMinor)} is left of what was paid.${elsewhere(facts, tenders)}`,
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

/** Money that was only held, or refused, never came in. */
function refuseUnpaid({ tenders }: RefundFacts): void {
  if (tenders.some(({ capturedMinor }) => capturedMinor > 0n)) return
  throw new RefundError('Nothing was paid for this order, so there is nothing to give back.')
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

function refuseRaise(
  facts: RefundFacts,
  amounts: Amounts,
  override: Override | undefined,
  canOverride: boolean,
): void {
  if (!override) return
  const money = (minor: bigint) => formatMoney(minor, facts.currency)
  if (override.totalMinor < 0n) {
    throw new RefundError(
      `${money(override.totalMinor)} is negative. A refund is not. ${leftOfPaid(facts)}`,
    )
  }
  if (override.totalMinor > total(amounts) && !canOverride) {
    throw new RefundError(
      `You may lower the amount, not raise it: what was chosen comes to ${money(total(amounts))}.`,
    )
  }
}

/** Where the money goes: as the rules say, or as a person moved it. */
function splitTotal(
  facts: RefundFacts,
  { split, method }: RefundChoice,
  totalMinor: bigint,
  tenders: RefundTender[],
): QuotedTender[] {
  const parts = split
    ? movedParts(facts, split, totalMinor, tenders, method)
    : splitOverTenders(totalMinor, tenders, method, facts.currency)
  return parts.map((part) => {
    const tender = tenders.find(({ id }) => id === part.tenderId)
    if (!tender) throw new Error(`The split names a payment that is not there: ${part.tenderId}`)
    const amountShopMinor = shopSideMinor(tender, part.amountMinor)
    return { ...part, amountShopMinor, giftCardId: part.newGiftCard ? null : tender.giftCardId }
  })
}

function movedParts(
  facts: RefundFacts,
  split: NonNullable<RefundChoice['split']>,
  totalMinor: bigint,
  tenders: RefundTender[],
  method: RefundMethod,
): RefundPart[] {
  if (new Set(split.map(({ tenderId }) => tenderId)).size < split.length) {
    throw new RefundError(`A payment is named twice. Name every payment once. ${leftOfPaid(facts)}`)
  }
  const parts = split.map(({ tenderId, amountMinor }) => {
    const tender = tenders.find(({ id }) => id === tenderId)
    return { tenderId, amountMinor, newGiftCard: !!tender && goesToNewGiftCard(tender, method) }
  })
  const [fault] = faultsOfSplit(parts, totalMinor, tenders, method, facts.currency)
  if (fault) throw new RefundError(`${fault} ${leftOfPaid(facts)}`)
  return parts.filter((part) => part.amountMinor > 0n)
}

/** Money that only the storefront can send back, in a sentence. */
function elsewhere(facts: RefundFacts, usable: RefundTender[]): string {
  const others = facts.tenders.filter((tender) => !usable.includes(tender))
  const left = orderCapMinor(others)
  if (left === 0n) return ''
  return ` ${formatMoney(left, facts.currency)} was paid through ${others[0]?.gateway}: it goes back from there, or onto a gift card.`
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
