import { formatMoney } from '../money/money'
import { type LineChoice, type QuotedLine, quoteLines, type Restock } from './quote-lines'
import { type PartAmounts, type PartChoice, quoteParts } from './quote-parts'
import { assertWithinCap, type ManualSplit, type QuotedTender, quoteTenders } from './quote-tenders'
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
import { orderCapMinor } from './tender-cap'
import type { RefundMethod } from './tender-split'

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
  split: ManualSplit | undefined
}

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
  assertWithinCap(facts, override?.totalMinor ?? total(amounts), tenders)
  const capMinor = orderCapMinor(tenders)
  const totals = refundTotal(amounts, { capMinor, canOverride: true }, override)
  const split = quoteTenders(facts, choice, totals.totalMinor, tenders)
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
