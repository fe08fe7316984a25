import { formatMoney } from '../money/money'
import { lineLabel, localeOrEnglish, oneLine, type Receipt, tenderName } from './receipt'

type Line = { title: string; variantTitle: string | null; quantity: number }

type Common = {
  orderName: string
  storefrontName: string
  customerName: string
  /** BCP 47; the locale of amounts. */
  locale: string | null
}

/** The content of a refund email; amounts in minor units of the customer's currency. */
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
  /** The refunded tenders; `code` is set for a newly issued gift card. */
  destinations: {
    kind: string
    brand: string | null
    lastFour: string | null
    amountMinor: bigint
    code: string | null
  }[]
}

/** Composes a refund email that lists every amount of the total. */
export function composeRefundReceipt(facts: RefundReceiptFacts): Receipt {
  const { orderName, currency } = facts
  const locale = localeOrEnglish(facts.locale)
  const row = (label: string, minor: bigint) => ({
    label,
    amount: formatMoney(minor, currency, locale),
  })
  const optional: [label: string, minor: bigint][] = [
    [facts.taxesIncluded ? 'Tax (included in prices)' : 'Tax', facts.taxMinor],
    ['Shipping', facts.shippingMinor],
    ['Duties', facts.dutyMinor],
    ['Tip', facts.tipMinor],
    ['Additional fees', facts.feeMinor],
    ['Adjustment', facts.adjustmentMinor],
  ]
  return {
    ...frame(facts, `Your refund for order ${orderName}`),
    intro: `We refunded ${row('', facts.totalMinor).amount} for your order ${orderName}.`,
    lines: facts.lines.map((line) => row(lineLabel(line), line.amountMinor)),
    sums: optional.filter(([, minor]) => minor !== 0n).map(([label, minor]) => row(label, minor)),
    total: row('Total refund', facts.totalMinor),
    tenders: facts.destinations.map((destination) =>
      row(
        destination.code
          ? `Refunded to a new gift card (code ${destination.code})`
          : `Refunded to ${tenderName(destination)}`,
        destination.amountMinor,
      ),
    ),
    parcel: null,
  }
}

/** The content of a reshipment email. */
export type ReshipmentReceiptFacts = Common & {
  currency: string
  lines: Line[]
  parcel: Receipt['parcel']
}

/** Composes the email about items that are reshipped at no charge. */
export function composeReshipmentReceipt(facts: ReshipmentReceiptFacts): Receipt {
  const free = formatMoney(0n, facts.currency, localeOrEnglish(facts.locale))
  return {
    ...frame(facts, `Your replacement shipment for order ${facts.orderName}`),
    intro: `We're sending these items from your order ${facts.orderName} again, at no charge.`,
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
