import type { Receipt, ReceiptRow } from './receipt'

/** Renders a receipt as plain text. */
export function receiptText(receipt: Receipt): string {
  const row = ({ label, amount }: ReceiptRow) => `${label}: ${amount}`
  const parcel = receipt.parcel
    ? [
        `Shipped with ${receipt.parcel.carrier}. Tracking number: ${receipt.parcel.trackingNumber}`,
        receipt.parcel.trackingUrl,
        '',
      ]
    : []
  return [
    receipt.greeting,
    '',
    receipt.intro,
    '',
    ...receipt.lines.map(row),
    '',
    ...receipt.sums.map(row),
    row(receipt.total),
    '',
    ...receipt.tenders.map(row),
    '',
    ...parcel,
    receipt.closing,
    '',
  ].join('\n')
}
