import { amountText } from '@/components/money/money'
import { isPipelineStep, STEP_NAMES } from '@/domain/pipeline/step-labels'
import { exceptionTitle, isTechnical } from '@/domain/exception/exception-title'
import { isCurrency, MoneyError, parseAmount } from '@/domain/money/money'
import { exceptionDetail } from '../../../domain/exception/exception-detail'
import type { TimelineEvent } from '../order-data'

/** The data of an event. It is unvalidated JSON: check every value. */
export type EventData = TimelineEvent['data']

/** Returns a non-empty string value; undefined for anything else. */
export function textIn(data: EventData, key: string): string | undefined {
  const value = data[key]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Returns the value behind a prefix, or '' without a value: `withPrefix(', tracking ', number)`. */
export const withPrefix = (prefix: string, value: string | undefined) =>
  value ? prefix + value : ''

/** Returns ` (Monday)` for `Monday`; '' without a value. */
export const inParentheses = (value: string | undefined) => (value ? ` (${value})` : '')

/** Returns `: ` and the reason of an event; '' without one. */
export const reasonOf = (data: EventData) => withPrefix(': ', textIn(data, 'reason'))

/** Returns the display name of the event's step. */
export function stepIn(data: EventData): string {
  const step = textIn(data, 'step') ?? 'A step'
  return isPipelineStep(step) ? STEP_NAMES[step].name : step
}

/** Returns the title of the event's exception, with its message unless that is technical. */
export function exceptionIn(data: EventData): string {
  const exception = { kind: textIn(data, 'kind') ?? '', message: textIn(data, 'message') ?? '' }
  const [title, detail] = [exceptionTitle(exception), exceptionDetail(exception)]
  return detail && !isTechnical(exception) ? `${title.replace(/\.$/, '')}. ${detail}` : title
}

/** Returns the amount formatted for the locale; unchanged when it is not a valid decimal. */
export function amountIn(data: EventData, locale: string): string {
  const [amount, currency] = [textIn(data, 'amount') ?? '', textIn(data, 'currency') ?? '']
  if (!isCurrency(currency)) return amount
  try {
    return amountText(parseAmount(amount, currency), currency, locale)
  } catch (error) {
    if (error instanceof MoneyError) return amount
    throw error
  }
}

/** Returns the changes of an event as a list: "email, phone, and tags". */
export function changesIn(data: EventData): string {
  const changes = Array.isArray(data.changes) ? data.changes : []
  const texts = changes.filter((change) => typeof change === 'string')
  return texts.length === 0 ? '' : new Intl.ListFormat('en').format(texts)
}
