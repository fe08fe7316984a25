import { formatMoney } from '../money/money'

/** The content of a receipt; amounts in minor units of the customer's currency. */
export type ReceiptFacts = {
  orderName: string
  storefrontName: string
  placedAt: Date
  customerName: string
  /** BCP 47; the locale of amounts and dates. */
  locale: string | null
  currency: string
  lines: { title: string; variantTitle: string | null; quantity: number; unitPriceMinor: bigint }[]
  /** A null label stands for the sum of all discounts. */
  discounts: { label: string | null; amountMinor: bigint }[]
  shipping: { label: string | null; amountMinor: bigint }[]
  dutyMinor: bigint
  taxMinor: bigint
  taxesIncluded: boolean
  tipMinor: bigint
  feeMinor: bigint
  totalMinor: bigint
  tenders: { kind: string; brand: string | null; lastFour: string | null; amountMinor: bigint }[]
  parcel: { carrier: string; trackingNumber: string; trackingUrl: string } | null
}

export type ReceiptRow = { label: string; amount: string }

/** A composed receipt, ready to be rendered as text or HTML. */
export type Receipt = {
  subject: string
  greeting: string
  intro: string
  lines: ReceiptRow[]
  sums: ReceiptRow[]
  total: ReceiptRow
  tenders: ReceiptRow[]
  parcel: ReceiptFacts['parcel']
  closing: string
}

/** Composes a receipt that lists every amount of the total. */
export function composeReceipt(facts: ReceiptFacts): Receipt {
  const { orderName, storefrontName, currency } = facts
  const locale = localeOrEnglish(facts.locale)
  const money = (minor: bigint) => formatMoney(minor, currency, locale)
  const row = (label: string, minor: bigint): ReceiptRow => ({ label, amount: money(minor) })
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  return {
    subject: oneLine(`Your order ${orderName} at ${storefrontName}`),
    greeting: facts.customerName ? `Hello ${facts.customerName},` : 'Hello,',
    intro: `Thank you for your order ${orderName}, placed on ${date.format(facts.placedAt)}. Here is your receipt.`,
    lines: facts.lines.map((line) =>
      row(lineLabel(line), line.unitPriceMinor * BigInt(line.quantity)),
    ),
    sums: sumRows(facts, row),
    total: row('Total', facts.totalMinor),
    tenders: facts.tenders.map((tender) => row(tenderLabel(tender), tender.amountMinor)),
    parcel: facts.parcel,
    closing: storefrontName,
  }
}

function sumRows(
  facts: ReceiptFacts,
  row: (label: string, minor: bigint) => ReceiptRow,
): ReceiptRow[] {
  const optional: [label: string, minor: bigint][] = [
    ['Duties', facts.dutyMinor],
    [facts.taxesIncluded ? 'Tax (included in prices)' : 'Tax', facts.taxMinor],
    ['Tip', facts.tipMinor],
    ['Additional fees', facts.feeMinor],
  ]
  return [
    ...facts.discounts.map(({ label, amountMinor }) =>
      row(label === null ? 'Discounts' : `Discount: ${label}`, -amountMinor),
    ),
    ...facts.shipping.map(({ label, amountMinor }) =>
      row(label === null ? 'Shipping' : `Shipping: ${label}`, amountMinor),
    ),
    ...optional.filter(([, minor]) => minor !== 0n).map(([label, minor]) => row(label, minor)),
  ]
}

/** Returns the label of an order line, e.g. "2 × Shirt (red)". */
export function lineLabel({
  quantity,
  title,
  variantTitle,
}: Pick<ReceiptFacts['lines'][number], 'quantity' | 'title' | 'variantTitle'>): string {
  return `${quantity} × ${title}${variantTitle ? ` (${variantTitle})` : ''}`
}

const TENDER_LABELS: Record<string, string> = {
  card: 'Card',
  wallet: 'Wallet',
  gift_card: 'Gift card',
  bank: 'Bank transfer',
}

function tenderLabel(tender: ReceiptFacts['tenders'][number]): string {
  return `Paid by ${tenderName(tender)}`
}

/** Returns a payment's name for the customer, e.g. "visa ending in 4242". */
export function tenderName({
  kind,
  brand,
  lastFour,
}: Pick<ReceiptFacts['tenders'][number], 'kind' | 'brand' | 'lastFour'>): string {
  const name = brand || TENDER_LABELS[kind] || 'Payment'
  return `${name}${lastFour ? ` ending in ${lastFour}` : ''}`
}

/** Collapses whitespace: an email header must be a single line. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Returns the canonical locale, or English for an invalid BCP 47 tag. */
export function localeOrEnglish(locale: string | null): string {
  try {
    return Intl.getCanonicalLocales(locale ?? 'en')[0] ?? 'en'
  } catch {
    return 'en'
  }
}
