import type { Receipt, ReceiptRow } from './receipt'

/** A receipt as plain text. */
export function receiptText(receipt: Receipt): string {
  const row = ({ label, amount }: ReceiptRow) => `${label}: ${amount}`
  const parcel = receipt.parcel
    ? [
        `Your parcel travels with ${receipt.parcel.carrier}, tracking number ${receipt.parcel.trackingNumber}.`,
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
