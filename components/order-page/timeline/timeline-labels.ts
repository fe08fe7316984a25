import { cancelReasonLabel } from '../../../domain/order/cancel-reason-label'
import type { TimelineEvent } from '../order-data'
import { ACTION_EVENTS } from './action-event-labels'
import {
  amountIn,
  changesIn,
  type EventData,
  exceptionIn,
  inParentheses,
  reasonOf,
  stepIn,
  textIn,
  withPrefix,
} from './event-data'
import { RESOLUTION_EVENTS } from './resolution-event-labels'

export type TimelineGroup = 'people' | 'steps' | 'storefront'

type Sentence = (data: EventData, locale: string) => string

const STEPS_DONE: Record<string, string> = {
  validate: 'Order validated',
  screen: 'Fraud screening passed',
  capture: 'Payment complete',
  allocate: 'Stock allocated',
  ship: 'Parcel ready to ship',
  notify: 'Receipt sent to the customer',
  sync: 'Tracking number sent to the storefront',
  complete: 'All steps done',
}

const ORDER: Record<string, Sentence> = {
  'order.placed': () => 'Order placed',
  'order.updated': (data) => `Storefront changed ${changesIn(data) || 'the order'}`,
  'order.edited': () => 'Order items edited in the storefront',
  'order.paused': (data) =>
    `${stepIn(data)} is waiting for ${textIn(data, 'reason') ?? 'an update'}`,
  'order.resumed': (data) => `Resumed the order${reasonOf(data)}`,
  'order.canceled': (data) =>
    `Order canceled${withPrefix(': ', cancelReasonLabel(textIn(data, 'reason') ?? ''))}`,
  'order.completed': () => 'Order completed',
  'step.completed': (data) => STEPS_DONE[textIn(data, 'step') ?? ''] ?? `${stepIn(data)} done`,
  'step.skipped': (data) => `${stepIn(data)} skipped${reasonOf(data)}`,
  'customer.emailed': () => 'Email sent to the customer',
  'order.customer_erased': () => "Customer's personal data erased",
  'order.customer_data_requested': () => 'Customer requested their data',
}

/** Returns the sentence of a payment event: storefronts also report failed transactions. */
const payment =
  (done: string, failed: string): Sentence =>
  (data, locale) => {
    const isFailed = textIn(data, 'status') === 'failed' || textIn(data, 'status') === 'error'
    return `${isFailed ? failed : done} ${amountIn(data, locale)}`.trimEnd()
  }

const MONEY: Record<string, Sentence> = {
  'payment.authorization_reported': payment('Authorized', "Couldn't authorize"),
  'payment.sale_reported': payment('Charged', "Couldn't charge"),
  'payment.capture_reported': payment('Captured', "Couldn't capture"),
  'payment.captured': payment('Captured', "Couldn't capture"),
  'payment.refund_reported': payment('Refunded', "Couldn't refund"),
  'payment.refunded': payment('Refunded', "Couldn't refund"),
  'payment.void_reported': payment(
    'Voided an authorization of',
    "Couldn't void an authorization of",
  ),
  'payment.voided': () => 'Voided the authorization',
  'payment_link.sent': (data) => `Sent a payment link for ${textIn(data, 'amount')}`,
  'payment_link.paid': (data) => `Customer paid ${textIn(data, 'amount')} with the payment link`,
  'payment_link.paid_late': (data) =>
    `Customer paid ${textIn(data, 'amount')} with a closed payment link. The payment will be refunded`,
  'refund.reported': (data, locale) => `Refunded ${amountIn(data, locale)} in the storefront`,
  'dispute.opened': (data) => `Customer disputed ${textIn(data, 'amount')} with their bank`,
  'dispute.won': (data) => `Dispute over ${textIn(data, 'amount')} won`,
  'dispute.lost': (data) => `Dispute over ${textIn(data, 'amount')} lost`,
}

/** Returns the sentence of a shipment event: "Parcel delivered (DHL, tracking 123)". */
const parcel =
  (text: string): Sentence =>
  (data) => {
    const tracking = withPrefix('tracking ', textIn(data, 'trackingNumber'))
    const details = [textIn(data, 'carrier'), tracking].filter(Boolean).join(', ')
    return text + inParentheses(details)
  }

const GOODS: Record<string, Sentence> = {
  'shipment.label_bought': parcel('Bought a label'),
  'shipment.handed_over': parcel('Parcel handed over'),
  'shipment.created': parcel('Parcel being prepared'),
  'shipment.dispatched': parcel('Parcel in transit'),
  'shipment.delivered': parcel('Parcel delivered'),
  'shipment.returned': parcel('Parcel returned to sender'),
  'shipment.lost': parcel('Parcel lost'),
  'shipment.canceled': parcel('Shipment canceled'),
}

/** Returns what a person did about an exception: "Corrected the address". */
function actionSentence(data: EventData): string {
  const past = textIn(data, 'past') ?? 'resolved it'
  const remark = textIn(data, 'reason') ?? textIn(data, 'reference') ?? textIn(data, 'message')
  return past.charAt(0).toUpperCase() + past.slice(1) + withPrefix(': ', remark)
}

const EXCEPTIONS: Record<string, Sentence> = {
  'exception.opened': (data) => `Exception opened: ${exceptionIn(data)}`,
  'exception.failed_again': (data) => `Failed again: ${exceptionIn(data)}`,
  'exception.queued': (data) => `Waiting for the service to recover: ${exceptionIn(data)}`,
  'exception.escalated': (data) => `Retries exhausted. Needs attention: ${exceptionIn(data)}`,
  'exception.self_assigned': (data) => `Self-assigned: ${exceptionIn(data)}`,
  'exception.assigned': (data) =>
    `Assigned to ${textIn(data, 'assigneeName') ?? 'someone'}: ${exceptionIn(data)}`,
  'exception.unassigned': (data) => `Unassigned: ${exceptionIn(data)}`,
  'exception.snoozed': (data) =>
    `Snoozed${inParentheses(textIn(data, 'reason'))}: ${exceptionIn(data)}`,
  'exception.snooze_ended': (data) => `Snooze ended: ${exceptionIn(data)}`,
  'exception.ignored': (data) =>
    `Ignored${inParentheses(textIn(data, 'reason'))}: ${exceptionIn(data)}`,
  'exception.change_undone': (data) => `Undid the last change: ${exceptionIn(data)}`,
  'exception.escalated_to_engineering': (data) =>
    `Escalated to engineering${inParentheses(textIn(data, 'note'))}: ${exceptionIn(data)}`,
  'exception.returned_to_staff': (data) =>
    `Returned to staff${inParentheses(textIn(data, 'note'))}: ${exceptionIn(data)}`,
  'exception.retried': (data) => `Retried${reasonOf(data)}`,
  'exception.action_taken': actionSentence,
  'exception.closed': (data) =>
    `Resolved${inParentheses(textIn(data, 'closedBy'))}: ${exceptionIn(data)}`,
}

const SENTENCES: Record<string, Sentence> = {
  ...ORDER,
  ...MONEY,
  ...GOODS,
  ...EXCEPTIONS,
  ...RESOLUTION_EVENTS,
  ...ACTION_EVENTS,
}

/** Returns the event as a sentence; for an unknown type, its name as words. */
export function timelineSentence({ type, data }: TimelineEvent, locale: string): string {
  const sentence = SENTENCES[type]
  if (sentence) return sentence(data, locale)
  const name = type.replaceAll(/[._]/g, ' ')
  return name.charAt(0).toUpperCase() + name.slice(1) + reasonOf(data)
}

/** Returns the filter group of an event, by its actor. */
export function timelineGroup({ actorKind }: TimelineEvent): TimelineGroup {
  if (actorKind === 'person') return 'people'
  return actorKind === 'storefront' ? 'storefront' : 'steps'
}

/** Whether the event is about payments, refunds or gift cards. */
export function isAboutMoney({ type, data }: TimelineEvent): boolean {
  if (/^(payment|payment_link|refund|dispute|gift_card)\./.test(type)) return true
  return /^step\./.test(type) && textIn(data, 'step') === 'capture'
}

/** Whether the event reports a failure; the timeline highlights it. */
export function isFailure({ type }: TimelineEvent): boolean {
  return /^exception\.(opened|failed_again|escalated)$/.test(type)
}
