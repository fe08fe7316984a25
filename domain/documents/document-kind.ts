import { crossesBorder } from '../shipment/customs'

/** The documents of an order. */
export const DOCUMENT_KINDS = ['invoice', 'receipt', 'packing-slip', 'label', 'customs'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

export const DOCUMENT_TITLES: Record<DocumentKind, string> = {
  invoice: 'Invoice',
  receipt: 'Receipt',
  'packing-slip': 'Packing slip',
  label: 'Shipping label sheet',
  customs: 'Customs declaration CN 23',
}

export const PAPERS = ['a4', 'letter', 'label'] as const
export type Paper = (typeof PAPERS)[number]

/** Countries that use Letter paper. Source: CLDR's `paperSize` (supplemental data). */
const LETTER = 'BZ CA CL CO CR GT MX NI PA PH PR SV US VE'.split(' ')

/** Returns a document's paper size in the country that the parcels ship from. */
export function paperOf(kind: DocumentKind, country: string): Paper {
  if (kind === 'label') return 'label'
  return LETTER.includes(country) ? 'letter' : 'a4'
}

/** The order fields that determine which documents are available. */
export type DocumentCase = {
  lines: readonly { requiresShipping: boolean; isGiftCard: boolean }[]
  payments: readonly { capturedMinor: bigint }[]
  shipments: readonly { status: string; trackingNumber: string | null }[]
  shipsFromCountry: string
  destination: { countryCode: string; postalCode: string | null } | undefined
}

/** Returns why a document isn't available, in a sentence; undefined when it is. */
export function reasonAgainstDocument(kind: DocumentKind, order: DocumentCase): string | undefined {
  const hasGoods = order.lines.some((line) => line.requiresShipping && !line.isGiftCard)
  switch (kind) {
    case 'invoice':
      return undefined
    case 'receipt':
      return order.payments.some(({ capturedMinor }) => capturedMinor > 0n)
        ? undefined
        : 'No payment has been captured yet.'
    case 'packing-slip':
      return hasGoods ? undefined : 'This order has no items to ship.'
    case 'label':
      return order.shipments.some(isParcel) ? undefined : 'No label has been bought yet.'
    case 'customs':
      if (!hasGoods) return 'This order has no items to ship.'
      if (!order.destination) return 'The order has no shipping address.'
      return crossesBorder({ countryCode: order.shipsFromCountry }, order.destination)
        ? undefined
        : "This shipment doesn't cross a customs border."
  }
}

/** True for a shipment that isn't canceled and has a tracking number. */
export function isParcel({ status, trackingNumber }: DocumentCase['shipments'][number]): boolean {
  return status !== 'canceled' && trackingNumber !== null
}
