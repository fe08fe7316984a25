import { formatMoney } from '../money/money'
import { RefundError } from './refund-error'
import { PART_NAMES, type PartName, type RefundFacts } from './refund-facts'
import { partLeftMinor } from './refund-total'

/** The full remaining amount, nothing, or an amount in minor units. */
export type PartChoice = 'all' | 'none' | bigint

export type PartAmounts = Record<PartName, bigint>

const PART_LABELS: Record<PartName, string> = {
  shipping: 'Shipping',
  dutyDomestic: 'Domestic duties',
  dutyInternational: 'International duties',
  tip: 'Tip',
  fee: 'Additional fees',
}

/** Returns the refundable amount of each part. */
export function partsLeft(facts: RefundFacts): PartAmounts {
  return mapParts((name) => {
    const { paidMinor, refundedMinor } = facts.parts[name]
    return partLeftMinor(paidMinor, refundedMinor)
  })
}

/**
 * Returns the amounts to refund of shipping, duties, tip and additional fees.
 * @throws RefundError when an amount is negative or exceeds the refundable amount
 */
export function quoteParts(facts: RefundFacts, choices: Record<PartName, PartChoice>): PartAmounts {
  const left = partsLeft(facts)
  return mapParts((name) => {
    const choice = choices[name]
    if (choice === 'none') return 0n
    if (choice === 'all') return left[name]
    if (choice >= 0n && choice <= left[name]) return choice
    const [requested, refundable] = [choice, left[name]].map((minor) =>
      formatMoney(minor, facts.currency),
    )
    throw new RefundError(
      `${PART_LABELS[name]}: ${requested} requested, ${refundable} can be refunded.`,
    )
  })
}

function mapParts<T>(read: (name: PartName) => T): Record<PartName, T> {
  return Object.fromEntries(PART_NAMES.map((name) => [name, read(name)])) as Record<PartName, T>
}
