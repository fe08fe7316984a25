import { cumulativeShare } from '../money/money'
import { lineShare } from './line-share'
import { describeInvalidQuantity, describeUnitsLeft, findLine } from './quote-lines'
import { RefundError } from './refund-error'
import { type RefundableLine, type RefundFacts, unitsLeft } from './refund-facts'

/** A line to reship; its value is what was paid for its units, tax included. */
export type ReshippedLine = {
  lineId: string
  quantity: number
  amountMinor: bigint
  taxMinor: bigint
}

export type ReshipmentQuote = { lines: ReshippedLine[]; itemsMinor: bigint; taxMinor: bigint }

/** Returns the units that can be reshipped: shipped, and neither refunded nor reshipped. */
export function unitsToReship(line: RefundableLine): number {
  return Math.max(0, Math.min(unitsLeft(line), line.shippedUnits - line.reshippedUnits))
}

/**
 * Returns the selected lines with their value. With `isOverridden`, a lead can reship units that
 * were already reshipped, but no refunded units and no more than the quantity bought.
 * @throws RefundError that states the remaining quantity
 */
export function quoteReshipment(
  facts: RefundFacts,
  choices: readonly { lineId: string; quantity: number }[],
  isOverridden: boolean,
): ReshipmentQuote {
  if (facts.orderStatus === 'canceled') {
    throw new RefundError(`Order ${facts.orderName} is canceled and can't be reshipped.`)
  }
  const listed = new Set<string>()
  const lines = choices.map(({ lineId, quantity }) => {
    const line = findLine(facts, lineId)
    if (listed.has(lineId)) {
      throw new RefundError(
        `${line.title} is listed twice. List each item once. ${describeUnitsLeft(line, 'reship')}`,
      )
    }
    listed.add(lineId)
    assertReshippable(line, quantity, isOverridden)
    return { lineId, quantity, ...goodsValue(line, quantity) }
  })
  return {
    lines,
    itemsMinor: lines.reduce((sum, line) => sum + line.amountMinor, 0n),
    taxMinor: lines.reduce((sum, line) => sum + line.taxMinor, 0n),
  }
}

function assertReshippable(line: RefundableLine, quantity: number, isOverridden: boolean): void {
  if (!line.isShippable) throw new RefundError(`${line.title} isn't a shippable item.`)
  if (line.shippedUnits === 0) {
    throw new RefundError(`${line.title} hasn't shipped yet. It will ship with the order.`)
  }
  if (!Number.isSafeInteger(quantity) || quantity < 1) {
    throw new RefundError(
      `${line.title}: ${describeInvalidQuantity(quantity)}${describeUnitsLeft(line, 'reship')}`,
    )
  }
  const maxQuantity = isOverridden ? line.quantity - line.refundedUnits : unitsToReship(line)
  if (quantity <= maxQuantity) return
  const shipped =
    maxQuantity < unitsLeft(line) && !isOverridden ? ` ${line.shippedUnits} shipped.` : ''
  throw new RefundError(
    `${line.title}: ${describeInvalidQuantity(quantity)}${describeUnitsLeft(line, 'reship')}${shipped}`,
  )
}

function goodsValue(
  line: RefundableLine,
  quantity: number,
): { amountMinor: bigint; taxMinor: bigint } {
  const taken = line.refundedUnits + line.reshippedUnits
  const taxPaid = line.taxes.reduce((sum, tax) => sum + tax.amountMinor, 0n)
  if (taken + quantity > line.quantity) {
    const share = (whole: bigint) => cumulativeShare(whole, quantity, line.quantity)
    return { amountMinor: share(line.paidMinor), taxMinor: share(taxPaid) }
  }
  const taxesMinor = line.taxes.map((tax) => tax.amountMinor)
  const share = lineShare({ ...line, taxesMinor }, taken, quantity)
  return {
    amountMinor: share.amountMinor,
    taxMinor: share.taxesMinor.reduce((sum, tax) => sum + tax, 0n),
  }
}
