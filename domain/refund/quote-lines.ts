import { lineShare } from './line-share'
import { RefundError } from './refund-error'
import {
  type LineTax,
  leftOfPaid,
  type RefundableLine,
  type RefundFacts,
  unitsLeft,
} from './refund-facts'

export const RESTOCK_CHOICES = ['return_to_stock', 'damaged', 'none'] as const
export type Restock = (typeof RESTOCK_CHOICES)[number]

/** A line as a person chose it. `quantity` is left out where everything is taken. */
export type LineChoice = { lineId: string; quantity: number | undefined; restock: Restock }

type LinesChoice = {
  scope: 'full' | 'partial'
  lines: readonly LineChoice[]
  /** What becomes of the goods of lines that are not named. */
  restock: Restock
}

/** What units of one line give back. */
export type QuotedLine = {
  lineId: string
  quantity: number
  restock: Restock
  /** At list price. */
  listMinor: bigint
  /** The units' share of every discount: `listMinor - amountMinor`. */
  discountMinor: bigint
  /** What was paid for them; contains `taxMinor` where prices include tax. */
  amountMinor: bigint
  taxMinor: bigint
  taxes: LineTax[]
  /** Units of them that have not left, and now will not. */
  unshippedQuantity: number
}

/**
 * The chosen lines with what they give back.
 * @throws RefundError for a line that is not of the order, is named twice, or has less left
 */
export function quoteLines(
  facts: RefundFacts,
  { scope, lines: choices, restock }: LinesChoice,
): QuotedLine[] {
  const chosen = new Map<string, LineChoice>()
  for (const choice of choices) {
    const line = findLine(facts, choice.lineId)
    if (chosen.has(line.id)) {
      throw new RefundError(
        `${line.title} is named twice. Name every item once. ${whatIsLeft(line, 'refund')}`,
      )
    }
    refuseBadQuantity(line, scope, choice.quantity)
    chosen.set(line.id, choice)
  }
  return facts.lines.flatMap((line) => {
    const choice = chosen.get(line.id)
    const quantity = scope === 'full' ? unitsLeft(line) : (choice?.quantity ?? 0)
    return quantity > 0 ? [quoteLine(line, quantity, choice?.restock ?? restock)] : []
  })
}

/** @throws RefundError when the order has no such line */
export function findLine(facts: RefundFacts, lineId: string): RefundableLine {
  const line = facts.lines.find(({ id }) => id === lineId)
  if (!line) {
    throw new RefundError(`That item is not of order ${facts.orderName}. ${leftOfPaid(facts)}`)
  }
  return line
}

function refuseBadQuantity(
  line: RefundableLine,
  scope: 'full' | 'partial',
  quantity: number | undefined,
): void {
  const left = unitsLeft(line)
  if (scope === 'full') {
    if (quantity === undefined || quantity === left) return
    throw new RefundError(
      `A full refund takes everything that is left of ${line.title} (${left}). Choose a partial refund to name a quantity.`,
    )
  }
  if (quantity !== undefined && Number.isSafeInteger(quantity) && quantity > 0 && quantity <= left)
    return
  throw new RefundError(`${line.title}: ${whyNot(quantity)}${whatIsLeft(line, 'refund')}`)
}

function whyNot(quantity: number | undefined): string {
  if (quantity === undefined) return 'say how many. '
  return notThatMany(quantity)
}

/** What is wrong with a quantity that may not stand, in a sentence. */
export function notThatMany(quantity: number): string {
  if (Number.isNaN(quantity)) return 'a quantity is a whole number from 1 on. '
  if (quantity < 1 || !Number.isSafeInteger(quantity)) return `${quantity} is not a quantity. `
  return `${quantity} ${quantity === 1 ? 'was' : 'were'} asked for. `
}

/** How much of a line may still be refunded or sent again, in a sentence. */
export function whatIsLeft(line: RefundableLine, purpose: 'refund' | 'send again'): string {
  const gone = [
    ...(line.refundedUnits > 0 ? [`${line.refundedUnits} refunded`] : []),
    ...(line.reshippedUnits > 0 ? [`${line.reshippedUnits} sent again`] : []),
  ]
  const bought = `${[`${line.quantity} bought`, ...gone].join(', ')}`
  const left = unitsLeft(line)
  const words = left === 0 ? 'Nothing is' : left === 1 ? '1 is' : `${left} are`
  return `${words} left to ${purpose} (${bought}).`
}

function quoteLine(line: RefundableLine, quantity: number, restock: Restock): QuotedLine {
  const taken = Math.min(line.quantity - quantity, line.refundedUnits + line.reshippedUnits)
  const frozen = { ...line, taxesMinor: line.taxes.map((tax) => tax.amountMinor) }
  const { amountMinor, taxesMinor } = lineShare(frozen, taken, quantity)
  const listMinor = line.unitPriceMinor * BigInt(quantity)
  // The first units to be refunded are those that are still here.
  const unshipped = line.isShippable
    ? Math.max(0, line.quantity - line.refundedUnits - line.shippedUnits)
    : 0
  return {
    lineId: line.id,
    quantity,
    restock,
    listMinor,
    discountMinor: listMinor - amountMinor,
    amountMinor,
    taxMinor: taxesMinor.reduce((sum, tax) => sum + tax, 0n),
    taxes: line.taxes.map((tax, index) => ({ ...tax, amountMinor: taxesMinor[index] ?? 0n })),
    unshippedQuantity: Math.min(quantity, unshipped),
  }
}
