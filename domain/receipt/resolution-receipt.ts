import { formatMoney } from '../money/money'
import { knownLocale, lineLabel, oneLine, type Receipt, tenderName } from './receipt'

type Line = { title: string; variantTitle: string | null; quantity: number }

type Common = {
  orderName: string
  storefrontName: string
  customerName: string
  /** BCP 47; decides how amounts are written. */
  locale: string | null
}

/** What a mail about a refund says, in minor units of the customer's currency. */
export type RefundReceiptFacts = Common & {
  currency: string
  lines: (Line & { amountMinor: bigint })[]
  taxMinor: bigint
  taxesIncluded: boolean
  shippingMinor: bigint
  dutyMinor: bigint
  tipMinor: bigint
  feeMinor: bigint
  adjustmentMinor: bigint
  totalMinor: bigint
  /** Where the money goes; `code`: onto a gift card that was made for it. */
  destinations: {
    kind: string
    brand: string | null
    lastFour: string | null
    amountMinor: bigint
    code: string | null
  }[]
}

/** Sets out a refund so that every amount that makes up the total stands in it. */
export function composeRefundReceipt(facts: RefundReceiptFacts): Receipt {
  const { orderName, currency } = facts
  const locale = knownLocale(facts.locale)
  const row = (label: string, minor: bigint) => ({
    label,
    amount: formatMoney(minor, currency, locale),
  })
  const optional: [label: string, minor: bigint][] = [
    [facts.taxesIncluded ? 'Tax (included in the prices)' : 'Tax', facts.taxMinor],
    ['Shipping', facts.shippingMinor],
    ['Duties', facts.dutyMinor],
    ['Tip', facts.tipMinor],
    ['Additional fees', facts.feeMinor],
    ['Adjustment', facts.adjustmentMinor],
  ]
  return {
    ...frame(facts, `Your refund for order ${orderName}`),
    intro: `we refunded ${row('', facts.totalMinor).amount} for your order ${orderName}.`,
    lines: facts.lines.map((line) => row(lineLabel(line), line.amountMinor)),
    sums: optional.filter(([, minor]) => minor !== 0n).map(([label, minor]) => row(label, minor)),
    total: row('Total refund', facts.totalMinor),
    tenders: facts.destinations.map((one) =>
      row(
        one.code ? `On a new gift card, code ${one.code}` : `To ${tenderName(one)}`,
        one.amountMinor,
      ),
    ),
    parcel: null,
  }
}

/** What a mail about goods that are sent again says. */
export type ReshipmentReceiptFacts = Common & {
  currency: string
  lines: Line[]
  parcel: Receipt['parcel']
}

/** Sets out what is on its way again, at no charge. */
export function composeReshipmentReceipt(facts: ReshipmentReceiptFacts): Receipt {
  const free = formatMoney(0n, facts.currency, knownLocale(facts.locale))
  return {
    ...frame(facts, `A new parcel for order ${facts.orderName}`),
    intro: `we are sending you these items of your order ${facts.orderName} again, at no charge.`,
    lines: facts.lines.map((line) => ({ label: lineLabel(line), amount: free })),
    sums: [],
    total: { label: 'Total', amount: free },
    tenders: [],
    parcel: facts.parcel,
  }
}

function frame({ storefrontName, customerName }: Common, subject: string) {
  return {
    subject: oneLine(`${subject} at ${storefrontName}`),
    greeting: customerName ? `Hello ${customerName},` : 'Hello,',
    closing: storefrontName,
  }
}
