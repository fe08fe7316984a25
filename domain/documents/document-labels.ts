import { WORD_TABLE } from './word-table'

/** The fixed words of an invoice, a receipt and a packing slip, in the order of the table. */
const DOCUMENT_LABELS = [
  ...(['invoice', 'receipt', 'packing-slip'] as const),
  ...(['order', 'placed', 'printed', 'from', 'billTo', 'shipTo'] as const),
  ...(['description', 'quantity', 'unitPrice', 'discount', 'tax', 'amount'] as const),
  ...(['goods', 'shipping', 'dutyDomestic', 'dutyInternational'] as const),
  ...(['tip', 'fee', 'adjustments', 'included'] as const),
  ...(['total', 'paidBy', 'refundedTo', 'leftToPay'] as const),
  ...(['card', 'gift_card', 'wallet', 'bank', 'payment', 'endingIn'] as const),
  ...(['packed', 'sku', 'note'] as const),
] as const

export type DocumentWord = (typeof DOCUMENT_LABELS)[number]
export type DocumentLabels = Record<DocumentWord, string>

const RIGHT_TO_LEFT = new Set(['ar', 'he'])

/** Labels with the language they are in; what is not in the table is in English. */
export type Wording = { language: string; direction: 'ltr' | 'rtl'; words: DocumentLabels }

/** The words of a reader's language. @param locale BCP 47 */
export function wordingOf(locale: string): Wording {
  const language = tableLanguage(locale)
  const cells = WORD_TABLE[language] ?? WORD_TABLE.en ?? ''
  const direction = RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr'
  const texts = cells.split(/[|\n]/).map((cell) => cell.trim())
  const words = DOCUMENT_LABELS.map((word, index) => [word, texts[index] ?? ''])
  return { language, direction, words: Object.fromEntries(words) as DocumentLabels }
}

/** Chinese is told apart by its script: `zh-TW` is read in the traditional one. */
function tableLanguage(locale: string): string {
  const { language, script } = new Intl.Locale(locale).maximize()
  const tag = language === 'zh' ? `zh-${script}` : language
  return tag in WORD_TABLE ? tag : 'en'
}

/** Puts texts into a word: `{0}` takes the first. */
export function fillIn(word: string, ...texts: string[]): string {
  return word.replace(/\{(\d)\}/g, (_, place) => texts[Number(place)] ?? '')
}
