import { addressLines } from '../address/address-lines'
import { type Bill, composeBill, type Row } from './compose-bill'
import type { CustomsEntry, DocumentFacts, ParcelFacts, Party } from './document-facts'
import { DOCUMENT_TITLES, type DocumentKind, type Paper, paperOf } from './document-kind'
import { type DocumentLabels, labelsFor } from './document-labels'
import { type Writer, writerFor } from './writer'

/** A printed address: lines in any script, the country and a phone number. */
export type Block = { label: string; lines: string[]; country: string; phone: string | null }

type Head = {
  title: string
  orderName: string
  storefrontName: string
  /** BCP 47, for the document's `lang`. */
  locale: string
  han: Writer['han']
  /** The document's labels and their text direction. */
  labels: DocumentLabels
  direction: 'ltr' | 'rtl'
  paper: Paper
  facts: Row[]
}

type SlipPage = { rows: { title: string; sku: string | null; quantity: string }[]; parcel: string }
type LabelPage = {
  from: Block | null
  to: Block
  carrier: string
  service: string
  trackingNumber: string
  weight: string
}
type CustomsPage = {
  rows: Record<'description' | 'quantity' | 'weight' | 'value' | 'hsCode' | 'origin', string>[]
  totalWeight: string
  totalValue: string
  parcel: string
}

/** A fully formatted document, ready to be rendered. */
export type PrintDocument = Head &
  (
    | { kind: 'invoice' | 'receipt'; parties: Block[]; bill: Bill }
    | { kind: 'packing-slip'; parties: Block[]; pages: SlipPage[]; note: string | null }
    | { kind: 'label'; pages: LabelPage[] }
    | { kind: 'customs'; parties: Block[]; pages: CustomsPage[]; postage: string; date: string }
  )

/** False for labels and customs forms: postal operators read them, in English. */
function isForCustomer(kind: DocumentKind): kind is Exclude<DocumentKind, 'label' | 'customs'> {
  return kind !== 'label' && kind !== 'customs'
}

/** Composes a document of an order. The caller checks that the order has this document. */
export function composeDocument(kind: DocumentKind, facts: DocumentFacts): PrintDocument {
  const writer = writerFor(facts)
  const { labels, direction } = isForCustomer(kind) ? writer.labelSet : labelsFor('en')
  const head: Head = {
    title: isForCustomer(kind) ? labels[kind] : DOCUMENT_TITLES[kind],
    labels,
    direction,
    orderName: facts.order.name,
    storefrontName: facts.storefrontName,
    locale: writer.locale,
    han: writer.han,
    paper: paperOf(kind, facts.shipsFromCountry),
    facts: [
      { label: labels.order, amount: facts.order.name },
      { label: labels.placed, amount: writer.day(facts.order.placedAt) },
      { label: labels.printed, amount: writer.day(facts.printedAt) },
    ],
  }
  return composeBody(kind, head, facts, writer)
}

function composeBody(
  kind: DocumentKind,
  head: Head,
  facts: DocumentFacts,
  writer: Writer,
): PrintDocument {
  const { labels } = head
  const from = block(labels.from, facts.sender)
  const shipTo = block(labels.shipTo, facts.shipTo)
  const parties = (...blocks: (Block | null)[]) => blocks.filter((each) => each !== null)
  switch (kind) {
    case 'invoice':
    case 'receipt': {
      const billTo = block(labels.billTo, facts.billTo)
      const bill = composeBill(facts, writer)
      return { ...head, kind, parties: parties(from, billTo, shipTo), bill }
    }
    case 'packing-slip': {
      const pages = facts.parcels.map((parcel) => slipPage(parcel, writer))
      const note = facts.order.customerNote
      return { ...head, kind, parties: parties(from, shipTo), pages, note }
    }
    case 'label': {
      const pages = facts.parcels.flatMap((parcel) => labelPage(parcel, from, shipTo, writer) ?? [])
      return { ...head, kind, pages }
    }
    case 'customs': {
      const pages = facts.parcels.map((parcel) => customsPage(parcel, writer))
      const postage = writer.money(facts.order.shippingMinor)
      const date = writer.day(facts.printedAt)
      return { ...head, kind, parties: parties(from, shipTo), pages, postage, date }
    }
  }
}

function block(label: string, party: Party | undefined): Block | null {
  if (!party) return null
  const phone = party.phone || null
  return { label, lines: addressLines(party), country: countryName(party.countryCode), phone }
}

// Postal operators require Latin letters: UPU Letter Post Manual, article 17-114.
const COUNTRY_NAMES = new Intl.DisplayNames(['en'], { type: 'region' })

function countryName(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (COUNTRY_NAMES.of(code) ?? code) : code
}

function slipPage(parcel: ParcelFacts, writer: Writer): SlipPage {
  return {
    parcel: parcelName(parcel),
    rows: parcel.contents.map(({ title, variantTitle, sku, quantity }) => ({
      title: variantTitle ? `${title} (${variantTitle})` : title,
      sku,
      quantity: writer.count(quantity),
    })),
  }
}

function labelPage(
  parcel: ParcelFacts,
  from: Block | null,
  to: Block | null,
  writer: Writer,
): LabelPage | undefined {
  const { trackingNumber } = parcel
  if (!to || !trackingNumber) return undefined
  return {
    from,
    to,
    carrier: parcel.carrier ?? '',
    // Carriers write service names without spaces, e.g. `PriorityMail`.
    service: (parcel.service ?? '').replace(/([a-z])([A-Z])/g, '$1 $2'),
    trackingNumber,
    weight: writer.weight(parcel.grams),
  }
}

function customsPage(parcel: ParcelFacts, writer: Writer): CustomsPage {
  const sum = (of: (entry: CustomsEntry) => bigint) =>
    parcel.customs.reduce((total, entry) => total + of(entry), 0n)
  return {
    parcel: parcelName(parcel),
    rows: parcel.customs.map((entry) => ({
      description: entry.description,
      quantity: writer.count(entry.quantity),
      weight: writer.weight(entry.grams),
      value: writer.money(entry.valueMinor),
      hsCode: entry.hsCode,
      origin: countryName(entry.originCountry),
    })),
    totalWeight: writer.weight(Number(sum(({ grams }) => BigInt(grams)))),
    totalValue: writer.money(sum(({ valueMinor }) => valueMinor)),
  }
}

function parcelName({ carrier, trackingNumber }: ParcelFacts): string {
  return trackingNumber ? [carrier, trackingNumber].filter(Boolean).join(' ') : ''
}
