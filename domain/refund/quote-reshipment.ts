import { cumulativeShare } from '../money/money'
import { lineShare } from './line-share'
import { findLine, notThatMany, whatIsLeft } from './quote-lines'
import { RefundError } from './refund-error'
import { type RefundableLine, type RefundFacts, unitsLeft } from './refund-facts'

/** A line that goes out again; the value is what its units were bought for, tax included. */
export type ReshippedLine = {
  lineId: string
  quantity: number
  amountMinor: bigint
  taxMinor: bigint
}

export type ReshipmentQuote = { lines: ReshippedLine[]; itemsMinor: bigint; taxMinor: bigint }

/** Units that may go out again: they left once, and were neither refunded nor sent again. */
export function unitsToReship(line: RefundableLine): number {
  return Math.max(0, Math.min(unitsLeft(line), line.shippedUnits - line.reshippedUnits))
}

/**
 * The chosen lines with their value. `isOverridden`: a lead sends units again that were sent
 * again before, never refunded ones and never more at once than were bought.
 * @throws RefundError with a sentence that says what is left
 */
export function quoteReshipment(
  facts: RefundFacts,
  choices: readonly { lineId: string; quantity: number }[],
  isOverridden: boolean,
): ReshipmentQuote {
  if (facts.orderStatus === 'canceled') {
    throw new RefundError(`Order ${facts.orderName} is canceled; nothing of it is sent again.`)
  }
  const named = new Set<string>()
  const lines = choices.map(({ lineId, quantity }) => {
    const line = findLine(facts, lineId)
    if (named.has(lineId)) {
      throw new RefundError(
        `${line.title} is named twice. Name every item once. ${whatIsLeft(line, 'send again')}`,
      )
    }
    named.add(lineId)
    refuse(line, quantity, isOverridden)
    return { lineId, quantity, ...goodsValue(line, quantity) }
  })
  return {
    lines,
    itemsMinor: lines.reduce((sum, line) => sum + line.amountMinor, 0n),
    taxMinor: lines.reduce((sum, line) => sum + line.taxMinor, 0n),
  }
}

function refuse(line: RefundableLine, quantity: number, isOverridden: boolean): void {
  if (!line.isShippable) throw new RefundError(`${line.title} is not sent in a parcel.`)
  if (line.shippedUnits === 0) {
    throw new RefundError(`${line.title} has not left yet: it goes out with the order itself.`)
  }
  if (!Number.isSafeInteger(quantity) || quantity < 1) {
    throw new RefundError(
      `${line.title}: ${notThatMany(quantity)}${whatIsLeft(line, 'send again')}`,
    )
  }
  const most = isOverridden ? line.quantity - line.refundedUnits : unitsToReship(line)
  if (quantity <= most) return
  const notYet = most < unitsLeft(line) && !isOverridden ? ` ${line.shippedUnits} have left.` : ''
  throw new RefundError(
    `${line.title}: ${notThatMany(quantity)}${whatIsLeft(line, 'send again')}${notYet}`,
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
