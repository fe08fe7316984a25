import { LABEL_TABLE } from './label-table'

/** The labels of an invoice, a receipt and a packing slip, in the order of the table. */
const LABEL_NAMES = [
  ...(['invoice', 'receipt', 'packing-slip'] as const),
  ...(['order', 'placed', 'printed', 'from', 'billTo', 'shipTo'] as const),
  ...(['description', 'quantity', 'unitPrice', 'discount', 'tax', 'amount'] as const),
  ...(['goods', 'shipping', 'dutyDomestic', 'dutyInternational'] as const),
  ...(['tip', 'fee', 'adjustments', 'included'] as const),
  ...(['total', 'paidBy', 'refundedTo', 'leftToPay'] as const),
  ...(['card', 'gift_card', 'wallet', 'bank', 'payment', 'endingIn'] as const),
  ...(['packed', 'sku', 'note'] as const),
] as const

export type DocumentLabel = (typeof LABEL_NAMES)[number]
export type DocumentLabels = Record<DocumentLabel, string>

const RIGHT_TO_LEFT = new Set(['ar', 'he'])

/** Labels in one language; languages without a table use English. */
export type LabelSet = { language: string; direction: 'ltr' | 'rtl'; labels: DocumentLabels }

/** Returns the labels in the language of a locale. @param locale BCP 47 */
export function labelsFor(locale: string): LabelSet {
  const language = tableLanguage(locale)
  const cells = LABEL_TABLE[language] ?? LABEL_TABLE.en ?? ''
  const direction = RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr'
  const texts = cells.split(/[|\n]/).map((cell) => cell.trim())
  const labels = LABEL_NAMES.map((name, index) => [name, texts[index] ?? ''])
  return { language, direction, labels: Object.fromEntries(labels) as DocumentLabels }
}

/** Returns the table's key of a locale; Chinese by script: `zh-TW` maps to the traditional one. */
function tableLanguage(locale: string): string {
  const { language, script } = new Intl.Locale(locale).maximize()
  const tag = language === 'zh' ? `zh-${script}` : language
  return tag in LABEL_TABLE ? tag : 'en'
}

/** Replaces the placeholders of a label: `{0}` is the first text. */
export function fillIn(label: string, ...texts: string[]): string {
  return label.replace(/\{(\d)\}/g, (_, index) => texts[Number(index)] ?? '')
}
