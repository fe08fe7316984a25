import type { Receipt, ReceiptRow } from './receipt'

const CELL = 'padding:4px 0;vertical-align:top'
const AMOUNT = `${CELL};text-align:right;white-space:nowrap;padding-left:24px`

/** Renders a receipt as HTML for email clients: tables and inline styles, no external resources. */
export function receiptHtml(receipt: Receipt): string {
  const rows = (items: ReceiptRow[]) => items.map((item) => tableRow(item)).join('')
  const gap = '<tr><td colspan="2" style="height:12px"></td></tr>'
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<title>${escapeHtml(receipt.subject)}</title></head>`,
    '<body style="font-family:sans-serif;font-size:15px;line-height:1.5;color:#1a1a1a">',
    `<p dir="auto">${escapeHtml(receipt.greeting)}</p><p>${escapeHtml(receipt.intro)}</p>`,
    '<table role="presentation" style="border-collapse:collapse;font-variant-numeric:tabular-nums">',
    rows(receipt.lines),
    gap,
    rows(receipt.sums),
    tableRow(receipt.total, ';font-weight:bold;border-top:1px solid #1a1a1a'),
    gap,
    rows(receipt.tenders),
    '</table>',
    parcelHtml(receipt.parcel),
    `<p>${escapeHtml(receipt.closing)}</p></body></html>`,
  ].join('')
}

function tableRow({ label, amount }: ReceiptRow, style = ''): string {
  return `<tr><td dir="auto" style="${CELL}${style}">${escapeHtml(label)}</td><td style="${AMOUNT}${style}">${escapeHtml(amount)}</td></tr>`
}

function parcelHtml(parcel: Receipt['parcel']): string {
  if (!parcel) return ''
  const number = escapeHtml(parcel.trackingNumber)
  const link = /^https?:\/\//.test(parcel.trackingUrl)
    ? `<a href="${escapeHtml(parcel.trackingUrl)}">${number}</a>`
    : number
  return `<p>Shipped with ${escapeHtml(parcel.carrier)}. Tracking number: ${link}</p>`
}

/** Renders a user's message as HTML for email clients; blank lines separate paragraphs. */
export function noteHtml(subject: string, text: string): string {
  const paragraphs = text
    .split(/\n{2,}/)
    .map((part) => `<p dir="auto">${linked(escapeHtml(part)).replaceAll('\n', '<br>')}</p>`)
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<title>${escapeHtml(subject)}</title></head>`,
    '<body style="font-family:sans-serif;font-size:15px;line-height:1.5;color:#1a1a1a">',
    ...paragraphs,
    '</body></html>',
  ].join('')
}

/** Turns the URLs of escaped text into links. */
const linked = (escaped: string) => escaped.replace(/https?:\/\/[^\s<]+/g, '<a href="$&">$&</a>')

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Escapes text for use between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}
