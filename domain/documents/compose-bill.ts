import { taxName } from '../money/tax-name'
import { sumTaxes } from '../money/tax-sums'
import type { DocumentFacts } from './document-facts'
import { type DocumentLabels, fillIn } from './document-labels'
import type { Writer } from './writer'

export type Row = { label: string; amount: string }

/** What an invoice and a receipt have in common: what was bought and what it comes to. */
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
  /** These add up to the total; taxes that prices contain are only named. */
  sums: Row[]
  total: Row
  settled: Row[]
  balance: Row
}

/** Sets out a bill so that every amount that makes up the total stands in it. */
export function composeBill(facts: DocumentFacts, writer: Writer): Bill {
  const { order, payments } = facts
  const { money } = writer
  const { words } = writer.wording
  const tenders = payments.filter(
    ({ currency, capturedMinor }) => currency === order.currency && capturedMinor > 0n,
  )
  const paid = tenders.reduce((sum, { capturedMinor }) => sum + capturedMinor, 0n)
  const back = tenders.filter(({ refundedMinor }) => refundedMinor > 0n)
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
    sums: sumsOf(facts, words).map(([label, minor]) => ({ label, amount: money(minor) })),
    total: { label: words.total, amount: money(order.totalMinor) },
    settled: [
      ...tenders.map((tender) => ({
        label: fillIn(words.paidBy, tenderName(tender, words)),
        amount: money(tender.capturedMinor),
      })),
      ...back.map((tender) => ({
        label: fillIn(words.refundedTo, tenderName(tender, words)),
        amount: money(-tender.refundedMinor),
      })),
    ],
    balance: { label: words.leftToPay, amount: money(order.totalMinor - paid) },
  }
}

/** How a customer knows a payment, e.g. "visa ending in 4242". */
function tenderName(
  { kind, brand, lastFour }: DocumentFacts['payments'][number],
  words: DocumentLabels,
): string {
  const kinds: Record<string, string> = words
  const name = brand || (PAID_BY.has(kind) ? kinds[kind] : words.payment) || words.payment
  return lastFour ? fillIn(words.endingIn, name, lastFour) : name
}

const PAID_BY = new Set(['card', 'gift_card', 'wallet', 'bank'])

function sumsOf(facts: DocumentFacts, words: DocumentLabels): [label: string, minor: bigint][] {
  const { order, lines, shippingLines } = facts
  const goods = lines.reduce((sum, { paidMinor }) => sum + paidMinor, 0n)
  const off = shippingLines.reduce((sum, { discountMinor }) => sum + discountMinor, 0n)
  const shipping = order.shippingMinor - off
  const taxes = taxRows(facts)
  const counted: [string, bigint][] = [
    [words.goods, goods],
    [words.shipping, shipping],
    [words.dutyDomestic, order.dutyDomesticMinor],
    [words.dutyInternational, order.dutyInternationalMinor],
    [words.tip, order.tipMinor],
    [words.fee, order.feeMinor],
    ...(order.taxesIncluded ? [] : taxes),
  ]
  const sum = counted.reduce((total, [, minor]) => total + minor, 0n)
  const named: [string, bigint][] = order.taxesIncluded
    ? taxes.map(([label, minor]) => [fillIn(words.included, label), minor])
    : []
  // An order that was edited after it was placed: the difference stands by its own name.
  const rest: [string, bigint] = [words.adjustments, order.totalMinor - sum]
  const isShown = ([label, minor]: [string, bigint]) => minor !== 0n || label === words.shipping
  return [...counted, rest, ...named].filter(isShown)
}

/** One row for each tax and rate. */
function taxRows({ order, taxLines }: DocumentFacts): [label: string, minor: bigint][] {
  return sumTaxes(taxLines, order.taxMinor).map(({ title, rate, amountMinor }) => [
    taxName(title, rate),
    amountMinor,
  ])
}
