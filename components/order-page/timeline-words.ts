import { amountText } from '@/components/money/money'
import { isPipelineStep, STEP_NAMES } from '@/components/status/order-words'
import { EXCEPTION_KINDS, isExceptionKind } from '@/server/domain/exception-kinds'
import { isCurrency } from '@/server/domain/money'
import type { TimelineEvent } from './order-data'

export type TimelineGroup = 'people' | 'steps' | 'storefront'

type Data = TimelineEvent['data']
type Wording = (data: Data, locale: string) => string

const text = (data: Data, key: string): string | undefined => {
  const value = data[key]
  return typeof value === 'string' && value !== '' ? value : undefined
}
const because = (data: Data) => {
  const reason = text(data, 'reason')
  return reason ? `: ${reason}` : ''
}
const stepName = (data: Data) => {
  const step = text(data, 'step') ?? ''
  return isPipelineStep(step) ? STEP_NAMES[step].name : step
}
const exceptionTitle = (data: Data) => {
  const kind = text(data, 'kind') ?? ''
  return text(data, 'message') ?? (isExceptionKind(kind) ? EXCEPTION_KINDS[kind].title : kind)
}
const amount = (data: Data, locale: string): string => {
  const [minor, currency] = [text(data, 'amountMinor'), text(data, 'currency') ?? '']
  if (minor === undefined || !/^-?\d+$/.test(minor) || !isCurrency(currency)) return ''
  return ` ${amountText(BigInt(minor), currency, locale)}`
}

/** What happened, as a sentence; the actor and the time stand beside it. */
const SENTENCES: Record<string, Wording> = {
  'order.placed': () => 'The order was placed',
  'order.updated': () => 'The storefront updated the order',
  'order.edited': () => 'The order was edited at the storefront',
  'order.waiting': (data) => `${stepName(data)} waits${because(data)}`,
  'order.resumed': (data) => `Sent the order on${because(data)}`,
  'order.cancelled': (data) => `The order was cancelled${because(data)}`,
  'order.completed': () => 'The order is complete',
  'step.done': (data) => `${stepName(data)} is done`,
  'step.skipped': (data) => `${stepName(data)} was skipped${because(data)}`,
  'payment.captured': (data, locale) => `Captured${amount(data, locale)}`,
  'payment.voided': (data, locale) => `Released the hold on${amount(data, locale) || ' the card'}`,
  'shipment.label_bought': (data) =>
    `Bought a label${join(' from ', text(data, 'carrier'))}${join(', tracking ', text(data, 'trackingNumber'))}`,
  'exception.opened': (data) => `Stopped: ${exceptionTitle(data)}`,
  'exception.failed_again': (data) => `Failed again: ${exceptionTitle(data)}`,
  'exception.escalated': (data) => `Handed to people: ${exceptionTitle(data)}`,
  'exception.closed': (data) => `Settled: ${exceptionTitle(data)} (${text(data, 'closedBy')})`,
}

const join = (word: string, value: string | undefined) => (value ? word + value : '')

/** The event as a sentence; one without wording of its own is told by its name. */
export function timelineSentence({ type, data }: TimelineEvent, locale: string): string {
  const wording = SENTENCES[type]
  if (wording) return wording(data, locale)
  const name = type.replaceAll(/[._]/g, ' ')
  return name.charAt(0).toUpperCase() + name.slice(1) + because(data)
}

/** Whose doing it was, as the timeline's filter has it. */
export function timelineGroup({ actorKind }: TimelineEvent): TimelineGroup {
  if (actorKind === 'person') return 'people'
  return actorKind === 'storefront' ? 'storefront' : 'steps'
}

/** Something in it went wrong: the timeline marks it. */
export function isTrouble({ type }: TimelineEvent): boolean {
  return /^exception\.(opened|failed_again|escalated)$/.test(type)
}
