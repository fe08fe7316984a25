import { formatMoney } from '../money/money'
import type { DocumentFacts } from './document-facts'
import { type Wording, wordingOf } from './document-labels'
import { type DocumentLanguage, documentLanguage } from './document-language'

/** Writes words, amounts, numbers and days as the reader of the document does. */
export type Writer = DocumentLanguage & {
  wording: Wording
  money: (minor: bigint) => string
  count: (value: number) => string
  weight: (grams: number) => string
  day: (at: Date) => string
}

/** Days are those in UTC, like everywhere on an order's papers. */
export function writerFor({ order, shipTo, billTo }: DocumentFacts): Writer {
  const country = (shipTo ?? billTo)?.countryCode ?? ''
  const language = documentLanguage(order.customerLocale, country)
  const { locale } = language
  const counts = new Intl.NumberFormat(locale)
  const weights = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: 'kilogram',
    minimumFractionDigits: 3,
  })
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
  return {
    ...language,
    wording: wordingOf(locale),
    money: (minor) => formatMoney(minor, order.currency, locale),
    count: (value) => counts.format(value),
    weight: (grams) => weights.format(grams / 1000),
    day: (at) => days.format(at),
  }
}
