import { taxName } from '../money/tax-name'
import { sumTaxes } from '../money/tax-sums'
import type { DocumentFacts } from './document-facts'
import { type DocumentLabels, fillIn } from './document-labels'
import type { Writer } from './writer'

export type Row = { label: string; amount: string }

/** The shared content of an invoice and a receipt: items, sums, payments and balance. */
export type Bill = {
  lines: {
    title: string
    sku: string | null
    quantity: string
    unitPrice: string
    discount: string
    tax: string
    amount: string
  }[]
  /** Rows that add up to the total; taxes included in prices are listed but not added. */
  sums: Row[]
  total: Row
  settled: Row[]
  balance: Row
}

/** Composes a bill that lists every amount of the total. */
export function composeBill(facts: DocumentFacts, writer: Writer): Bill {
  const { order, payments } = facts
  const { money } = writer
  const { labels } = writer.labelSet
  const tenders = payments.filter(
    ({ currency, capturedMinor }) => currency === order.currency && capturedMinor > 0n,
  )
  const paid = tenders.reduce((sum, { capturedMinor }) => sum + capturedMinor, 0n)
  const refunded = tenders.filter(({ refundedMinor }) => refundedMinor > 0n)
  return {
    lines: facts.lines.map((line) => ({
      title: line.variantTitle ? `${line.title} (${line.variantTitle})` : line.title,
      sku: line.sku,
      quantity: writer.count(line.quantity),
      unitPrice: money(line.unitPriceMinor),
      discount: line.discountMinor > 0n ? money(-line.discountMinor) : '',
      tax: money(line.taxMinor),
      amount: money(line.paidMinor),
    })),
    sums: sumsOf(facts, labels).map(([label, minor]) => ({ label, amount: money(minor) })),
    total: { label: labels.total, amount: money(order.totalMinor) },
    settled: [
      ...tenders.map((tender) => ({
        label: fillIn(labels.paidBy, tenderName(tender, labels)),
        amount: money(tender.capturedMinor),
      })),
      ...refunded.map((tender) => ({
        label: fillIn(labels.refundedTo, tenderName(tender, labels)),
        amount: money(-tender.refundedMinor),
      })),
    ],
    balance: { label: labels.leftToPay, amount: money(order.totalMinor - paid) },
  }
}

/** Returns a payment's name for the customer, e.g. "visa ending in 4242". */
function tenderName(
  { kind, brand, lastFour }: DocumentFacts['payments'][number],
  labels: DocumentLabels,
): string {
  const kinds: Record<string, string> = labels
  const name = brand || (NAMED_KINDS.has(kind) ? kinds[kind] : labels.payment) || labels.payment
  return lastFour ? fillIn(labels.endingIn, name, lastFour) : name
}

const NAMED_KINDS = new Set(['card', 'gift_card', 'wallet', 'bank'])

function sumsOf(facts: DocumentFacts, labels: DocumentLabels): [label: string, minor: bigint][] {
  const { order, lines, shippingLines } = facts
  const goods = lines.reduce((sum, { paidMinor }) => sum + paidMinor, 0n)
  const discount = shippingLines.reduce((sum, { discountMinor }) => sum + discountMinor, 0n)
  const shipping = order.shippingMinor - discount
  const taxes = taxRows(facts)
  const added: [string, bigint][] = [
    [labels.goods, goods],
    [labels.shipping, shipping],
    [labels.dutyDomestic, order.dutyDomesticMinor],
    [labels.dutyInternational, order.dutyInternationalMinor],
    [labels.tip, order.tipMinor],
    [labels.fee, order.feeMinor],
    ...(order.taxesIncluded ? [] : taxes),
  ]
  const sum = added.reduce((total, [, minor]) => total + minor, 0n)
  const included: [string, bigint][] = order.taxesIncluded
    ? taxes.map(([label, minor]) => [fillIn(labels.included, label), minor])
    : []
  // Orders edited after they were placed can differ from their parts: list the difference.
  const rest: [string, bigint] = [labels.adjustments, order.totalMinor - sum]
  const isShown = ([label, minor]: [string, bigint]) => minor !== 0n || label === labels.shipping
  return [...added, rest, ...included].filter(isShown)
}

/** Returns one row per tax and rate. */
function taxRows({ order, taxLines }: DocumentFacts): [label: string, minor: bigint][] {
  return sumTaxes(taxLines, order.taxMinor).map(({ title, rate, amountMinor }) => [
    taxName(title, rate),
    amountMinor,
  ])
}
