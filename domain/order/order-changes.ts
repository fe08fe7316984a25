import { formatMoney } from '../money/money'
import { ADDRESS_PARTS, type AddressSnapshot, type OrderSnapshot } from './order-snapshot'

/** The content of an order whose change matters after it was shipped or refunded. */
export type OrderContent = {
  currency: string
  totalMinor: bigint
  /** Null: no address, or one that staff edited, which the storefront no longer controls. */
  shippingAddress: Omit<AddressSnapshot, 'emptiedFields'> | null
  lines: {
    externalId: string
    title: string
    quantity: number
    paidMinor: bigint
    taxMinor: bigint
  }[]
}

/** Returns the content of a snapshot. */
export function contentOf(snapshot: OrderSnapshot): OrderContent {
  return {
    currency: snapshot.currency,
    totalMinor: snapshot.totals.total.minor,
    shippingAddress: snapshot.shippingAddress,
    lines: snapshot.lines.map(({ externalId, title, quantity, paid, tax }) => ({
      externalId,
      title,
      quantity,
      paidMinor: paid.minor,
      taxMinor: tax.minor,
    })),
  }
}

/** Returns what the storefront changed, one phrase per change; empty when nothing relevant did. */
export function describeChanges(before: OrderContent, after: OrderContent): string[] {
  const money = (minor: bigint, { currency }: OrderContent) => formatMoney(minor, currency)
  const fromTo = (what: string, title: string, was: bigint, is: bigint) =>
    `${what} of "${title}" from ${money(was, before)} to ${money(is, after)}`
  const changes: string[] = []
  if (before.totalMinor !== after.totalMinor || before.currency !== after.currency) {
    const [was, is] = [money(before.totalMinor, before), money(after.totalMinor, after)]
    changes.push(`the total from ${was} to ${is}`)
  }
  if (isOtherAddress(before.shippingAddress, after.shippingAddress))
    changes.push('the shipping address')
  const lines = new Map(before.lines.map((line) => [line.externalId, line]))
  for (const line of after.lines) {
    const old = lines.get(line.externalId)
    lines.delete(line.externalId)
    if (!old) changes.push(`"${line.title}" was added`)
    else if (old.quantity !== line.quantity)
      changes.push(`the quantity of "${line.title}" from ${old.quantity} to ${line.quantity}`)
    else if (old.paidMinor !== line.paidMinor)
      changes.push(fromTo('the price', line.title, old.paidMinor, line.paidMinor))
    else if (old.taxMinor !== line.taxMinor)
      changes.push(fromTo('the tax', line.title, old.taxMinor, line.taxMinor))
  }
  for (const { title } of lines.values()) changes.push(`"${title}" was removed`)
  return changes
}

function isOtherAddress(
  before: OrderContent['shippingAddress'],
  after: OrderContent['shippingAddress'],
): boolean {
  if (!before || !after) return false
  return ADDRESS_PARTS.some((field) => before[field] !== after[field])
}
