import { lineShare } from './line-share'
import { RefundError } from './refund-error'
import {
  describeRefundable,
  type LineTax,
  type RefundableLine,
  type RefundFacts,
  unitsLeft,
} from './refund-facts'

export const RESTOCK_CHOICES = ['return_to_stock', 'damaged', 'none'] as const
export type Restock = (typeof RESTOCK_CHOICES)[number]

/** A selected line; without `quantity` in a full refund. */
export type LineChoice = { lineId: string; quantity: number | undefined; restock: Restock }

type LinesChoice = {
  scope: 'full' | 'partial'
  lines: readonly LineChoice[]
  /** Restock option of lines that aren't listed. */
  restock: Restock
}

/** The refund of some units of one line. */
export type QuotedLine = {
  lineId: string
  quantity: number
  restock: Restock
  /** At list price. */
  listMinor: bigint
  /** The units' share of all discounts: `listMinor - amountMinor`. */
  discountMinor: bigint
  /** Paid for the units; includes `taxMinor` when prices include tax. */
  amountMinor: bigint
  taxMinor: bigint
  taxes: LineTax[]
  /** Units that haven't shipped and no longer will. */
  unshippedQuantity: number
}

/**
 * Returns the refund of each selected line.
 * @throws RefundError for a line of another order, a line listed twice, or too large a quantity
 */
export function quoteLines(
  facts: RefundFacts,
  { scope, lines: choices, restock }: LinesChoice,
): QuotedLine[] {
  const choicesByLine = new Map<string, LineChoice>()
  for (const choice of choices) {
    const line = findLine(facts, choice.lineId)
    if (choicesByLine.has(line.id)) {
      throw new RefundError(
        `${line.title} is listed twice. List each item once. ${describeUnitsLeft(line, 'refund')}`,
      )
    }
    assertValidQuantity(line, scope, choice.quantity)
    choicesByLine.set(line.id, choice)
  }
  return facts.lines.flatMap((line) => {
    const choice = choicesByLine.get(line.id)
    const quantity = scope === 'full' ? unitsLeft(line) : (choice?.quantity ?? 0)
    return quantity > 0 ? [quoteLine(line, quantity, choice?.restock ?? restock)] : []
  })
}

/** @throws RefundError when the order has no such line */
export function findLine(facts: RefundFacts, lineId: string): RefundableLine {
  const line = facts.lines.find(({ id }) => id === lineId)
  if (!line) {
    throw new RefundError(
      `This item isn't part of order ${facts.orderName}. ${describeRefundable(facts)}`,
    )
  }
  return line
}

function assertValidQuantity(
  line: RefundableLine,
  scope: 'full' | 'partial',
  quantity: number | undefined,
): void {
  const left = unitsLeft(line)
  if (scope === 'full') {
    if (quantity === undefined || quantity === left) return
    throw new RefundError(
      `A full refund includes all remaining units of ${line.title} (${left}). Choose a partial refund to set a quantity.`,
    )
  }
  if (quantity !== undefined && Number.isSafeInteger(quantity) && quantity > 0 && quantity <= left)
    return
  throw new RefundError(
    `${line.title}: ${describeMistake(quantity)}${describeUnitsLeft(line, 'refund')}`,
  )
}

function describeMistake(quantity: number | undefined): string {
  if (quantity === undefined) return 'enter a quantity. '
  return describeInvalidQuantity(quantity)
}

/** Returns a phrase that explains why a quantity is invalid, to follow the item's title. */
export function describeInvalidQuantity(quantity: number): string {
  if (Number.isNaN(quantity)) return 'quantity must be a whole number of at least 1. '
  if (quantity < 1 || !Number.isSafeInteger(quantity))
    return `${quantity} is not a valid quantity. `
  return `${quantity} requested. `
}

/** Returns a sentence with the units of a line that can still be refunded or reshipped. */
export function describeUnitsLeft(line: RefundableLine, purpose: 'refund' | 'reship'): string {
  const used = [
    ...(line.refundedUnits > 0 ? [`${line.refundedUnits} refunded`] : []),
    ...(line.reshippedUnits > 0 ? [`${line.reshippedUnits} reshipped`] : []),
  ]
  const history = [`${line.quantity} bought`, ...used].join(', ')
  const left = unitsLeft(line)
  const subject = left === 0 ? 'Nothing is' : left === 1 ? '1 is' : `${left} are`
  return `${subject} left to ${purpose} (${history}).`
}

function quoteLine(line: RefundableLine, quantity: number, restock: Restock): QuotedLine {
  const taken = Math.min(line.quantity - quantity, line.refundedUnits + line.reshippedUnits)
  const frozen = { ...line, taxesMinor: line.taxes.map((tax) => tax.amountMinor) }
  const { amountMinor, taxesMinor } = lineShare(frozen, taken, quantity)
  const listMinor = line.unitPriceMinor * BigInt(quantity)
  // Unshipped units are refunded first.
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
