import { cancelLabels } from '../actions/cancel-labels'
import type { TimelineEvent } from '../order-data'
import { ACTION_EVENTS } from './action-event-labels'
import {
  amountIn,
  because,
  changesIn,
  type EventData,
  exceptionIn,
  stepIn,
  textIn,
  withWord,
} from './event-data'
import { RESOLUTION_EVENTS } from './resolution-event-labels'

export type TimelineGroup = 'people' | 'steps' | 'storefront'

type Wording = (data: EventData, locale: string) => string

const STEPS_DONE: Record<string, string> = {
  validate: 'The order was checked',
  screen: 'The order was screened for fraud',
  capture: 'The payment is complete',
  allocate: 'The stock is set aside',
  ship: 'The parcel is ready to go',
  notify: 'The receipt was sent to the customer',
  sync: 'The storefront knows the tracking number',
  complete: 'Every step is done',
}

const ORDER: Record<string, Wording> = {
  'order.placed': () => 'The order was placed',
  'order.updated': (data) => `The storefront changed ${changesIn(data) || 'the order'}`,
  'order.edited': () => "The order's items were edited at the storefront",
  'order.waiting': (data) => `${stepIn(data)} waits for ${textIn(data, 'reason') ?? 'news'}`,
  'order.resumed': (data) => `Sent the order on${because(data)}`,
  'order.canceled': (data) =>
    `The order was canceled${withWord(': ', cancelLabels(textIn(data, 'reason') ?? ''))}`,
  'order.completed': () => 'The order is complete',
  'step.done': (data) => STEPS_DONE[textIn(data, 'step') ?? ''] ?? `${stepIn(data)} is done`,
  'step.skipped': (data) => `${stepIn(data)} was skipped${because(data)}`,
  'customer.mailed': () => 'The message was mailed to the customer',
  'customer.erased': () => "The customer's personal data was erased",
  'customer.data_requested': () => 'The customer asked for their data',
}

/** The storefront says of a payment whether it went well; a failed one must not read as done. */
const payment =
  (done: string, failed: string): Wording =>
  (data, locale) => {
    const isFailed = textIn(data, 'status') === 'failed' || textIn(data, 'status') === 'error'
    return `${isFailed ? failed : done} ${amountIn(data, locale)}`.trimEnd()
  }

const MONEY: Record<string, Wording> = {
  'payment.authorization': payment('Authorized', 'Could not authorize'),
  'payment.sale': payment('Took a payment of', 'Could not take a payment of'),
  'payment.capture': payment('Captured', 'Could not capture'),
  'payment.captured': payment('Captured', 'Could not capture'),
  'payment.refund': payment('Paid back', 'Could not pay back'),
  'payment.refunded': payment('Paid back', 'Could not pay back'),
  'payment.void': payment('Released a hold of', 'Could not release a hold of'),
  'payment.voided': () => "Released the hold on the customer's money",
  'payment_link.sent': (data) =>
    `A payment link for ${textIn(data, 'amount')} goes to the customer`,
  'payment_link.paid': (data) => `The customer paid ${textIn(data, 'amount')} by the link`,
  'payment_link.paid_late': (data) =>
    `The customer paid ${textIn(data, 'amount')} by a link that was not needed any more; it goes back`,
  'refund.made': (data, locale) => `Refunded ${amountIn(data, locale)} at the storefront`,
  'dispute.open': (data) => `The customer disputes ${textIn(data, 'amount')} at their bank`,
  'dispute.kept': (data) => `The dispute over ${textIn(data, 'amount')} was won`,
  'dispute.lost': (data) => `The dispute over ${textIn(data, 'amount')} was lost`,
}

const parcel =
  (what: string): Wording =>
  (data) =>
    what + withWord(' with ', textIn(data, 'carrier')) + tracking(data)
const tracking = (data: EventData) => withWord(', tracking ', textIn(data, 'trackingNumber'))

const GOODS: Record<string, Wording> = {
  'shipment.label_bought': parcel('Bought a label'),
  'shipment.handed_over': parcel('Handed the parcel to a carrier'),
  'shipment.pending': parcel('A parcel is being prepared'),
  'shipment.in_transit': parcel('The parcel is on its way'),
  'shipment.delivered': parcel('The parcel was delivered'),
  'shipment.returned': parcel('The parcel came back'),
  'shipment.lost': parcel('The parcel is lost'),
  'shipment.canceled': parcel('The shipment was canceled'),
}

/** What a person did about an exception: "Corrected the address". */
function actedLabels(data: EventData): string {
  const past = textIn(data, 'past') ?? 'settled it'
  const said = textIn(data, 'reason') ?? textIn(data, 'reference') ?? textIn(data, 'message')
  return past.charAt(0).toUpperCase() + past.slice(1) + withWord(': ', said)
}

const EXCEPTIONS: Record<string, Wording> = {
  'exception.opened': (data) => `Stopped: ${exceptionIn(data)}`,
  'exception.failed_again': (data) => `Failed again: ${exceptionIn(data)}`,
  'exception.queued': (data) => `Waits until the service is back: ${exceptionIn(data)}`,
  'exception.escalated': (data) => `Out of retries, a person must look: ${exceptionIn(data)}`,
  'exception.taken': (data) => `Took on: ${exceptionIn(data)}`,
  'exception.assigned': (data) =>
    `Gave to ${textIn(data, 'assigneeName') ?? 'somebody'}: ${exceptionIn(data)}`,
  'exception.put_back': (data) => `Put back: ${exceptionIn(data)}`,
  'exception.waiting': (data) => `Set aside${because(data)}: ${exceptionIn(data)}`,
  'exception.woke': (data) => `The wait is over: ${exceptionIn(data)}`,
  'exception.ignored': (data) => `Ignored${because(data)}: ${exceptionIn(data)}`,
  'exception.undone': (data) => `Took the last change back: ${exceptionIn(data)}`,
  'exception.handed_to_engineers': (data) =>
    `Handed to the engineers${withWord(', ', textIn(data, 'note'))}: ${exceptionIn(data)}`,
  'exception.handed_to_staff': (data) =>
    `Handed back to staff${withWord(', ', textIn(data, 'note'))}: ${exceptionIn(data)}`,
  'exception.retried': (data) => `Tried again${because(data)}`,
  'exception.acted': actedLabels,
  'exception.closed': (data) =>
    `Settled${withWord(', ', textIn(data, 'closedBy'))}: ${exceptionIn(data)}`,
}

const SENTENCES: Record<string, Wording> = {
  ...ORDER,
  ...MONEY,
  ...GOODS,
  ...EXCEPTIONS,
  ...RESOLUTION_EVENTS,
  ...ACTION_EVENTS,
}

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

/** Money was taken, held, given back or asked for. */
export function isAboutMoney({ type, data }: TimelineEvent): boolean {
  if (/^(payment|payment_link|refund|dispute|gift_card)\./.test(type)) return true
  return /^step\./.test(type) && textIn(data, 'step') === 'capture'
}

/** Something in it went wrong: the timeline marks it. */
export function isTrouble({ type }: TimelineEvent): boolean {
  return /^exception\.(opened|failed_again|escalated)$/.test(type)
}
