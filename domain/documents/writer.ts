import { formatMoney } from '../money/money'
import type { DocumentFacts } from './document-facts'
import { type LabelSet, labelsFor } from './document-labels'
import { type DocumentLanguage, documentLanguage } from './document-language'

/** Formats labels, amounts, numbers and dates in the document's language. */
export type Writer = DocumentLanguage & {
  labelSet: LabelSet
  money: (minor: bigint) => string
  count: (value: number) => string
  weight: (grams: number) => string
  day: (at: Date) => string
}

/** Returns the formatters of a document. Dates are in UTC on all documents. */
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
    labelSet: labelsFor(locale),
    money: (minor) => formatMoney(minor, order.currency, locale),
    count: (value) => counts.format(value),
    weight: (grams) => weights.format(grams / 1000),
    day: (at) => days.format(at),
  }
}
