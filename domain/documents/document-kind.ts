import { crossesBorder } from '../shipment/customs'

/** The papers that go with an order. */
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

/** Countries whose printers hold Letter paper, after CLDR's `paperSize` (supplemental data). */
const LETTER = 'BZ CA CL CO CR GT MX NI PA PH PR SV US VE'.split(' ')

/** What a document is printed on in the country that the parcels start from. */
export function paperOf(kind: DocumentKind, country: string): Paper {
  if (kind === 'label') return 'label'
  return LETTER.includes(country) ? 'letter' : 'a4'
}

/** What decides which papers an order has. */
export type DocumentCase = {
  lines: readonly { requiresShipping: boolean; isGiftCard: boolean }[]
  payments: readonly { capturedMinor: bigint }[]
  shipments: readonly { status: string; trackingNumber: string | null }[]
  shipsFromCountry: string
  destination: { countryCode: string; postalCode: string | null } | undefined
}

/** Why an order has no such paper, in a sentence; undefined when it has. */
export function reasonAgainstDocument(kind: DocumentKind, order: DocumentCase): string | undefined {
  const hasGoods = order.lines.some((line) => line.requiresShipping && !line.isGiftCard)
  switch (kind) {
    case 'invoice':
      return undefined
    case 'receipt':
      return order.payments.some(({ capturedMinor }) => capturedMinor > 0n)
        ? undefined
        : 'Nothing has been paid yet.'
    case 'packing-slip':
      return hasGoods ? undefined : 'Nothing of this order is shipped.'
    case 'label':
      return order.shipments.some(isParcel) ? undefined : 'No label has been bought yet.'
    case 'customs':
      if (!hasGoods) return 'Nothing of this order is shipped.'
      if (!order.destination) return 'The order has no shipping address.'
      return crossesBorder({ countryCode: order.shipsFromCountry }, order.destination)
        ? undefined
        : 'The parcel crosses no customs border.'
  }
}

/** A shipment that has left or is about to, with something to follow it by. */
export function isParcel({ status, trackingNumber }: DocumentCase['shipments'][number]): boolean {
  return status !== 'canceled' && trackingNumber !== null
}
