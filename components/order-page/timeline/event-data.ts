import { amountText } from '@/components/money/money'
import { isPipelineStep, STEP_NAMES } from '@/components/status/order-labels'
import { exceptionTitle, isTechnical } from '@/domain/exception/exception-title'
import { isCurrency, MoneyError, parseAmount } from '@/domain/money/money'
import { exceptionDetail } from '../items/exception-labels'
import type { TimelineEvent } from '../order-data'

/** The facts an event carries: JSON of its writer, so nothing in it is certain. */
export type EventData = TimelineEvent['data']

/** A text that is there and not empty. */
export function textIn(data: EventData, key: string): string | undefined {
  const value = data[key]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The text behind a word of ours, or nothing: `withWord(', tracking ', number)`. */
export const withWord = (word: string, value: string | undefined) => (value ? word + value : '')

export const because = (data: EventData) => withWord(': ', textIn(data, 'reason'))

export function stepIn(data: EventData): string {
  const step = textIn(data, 'step') ?? 'A step'
  return isPipelineStep(step) ? STEP_NAMES[step].name : step
}

/** What an exception is about: its title, and the message where people can use it. */
export function exceptionIn(data: EventData): string {
  const named = { kind: textIn(data, 'kind') ?? '', message: textIn(data, 'message') ?? '' }
  const [title, detail] = [exceptionTitle(named), exceptionDetail(named)]
  return detail && !isTechnical(named) ? `${title} ${detail}` : title
}

/** `amount` in `currency` as the reader has it; as it was written when it is no plain decimal. */
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

/** What was changed, as a list in a sentence. */
export function changesIn(data: EventData): string {
  const changes = Array.isArray(data.changes) ? data.changes : []
  const texts = changes.filter((change) => typeof change === 'string')
  return texts.length === 0 ? '' : new Intl.ListFormat('en').format(texts)
}
