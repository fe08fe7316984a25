import { cancelReasonLabel } from '../order/cancel-reason-label'
import { STEPS_COMPLETED } from '../pipeline/step-labels'
import type { TimelineEvents } from './catalog'
import * as say from './sentence-parts'
import { inParentheses, noteOf, reasonOf, textIn, withPrefix } from './sentence-parts'

/** An event as it is stored. Its data is unvalidated JSON: check every value. */
export type StoredEvent = { type: string; data: Record<string, unknown> }

type Sentence<Data> = (data: Data, locale: string) => string

type Payment = { status?: unknown; amount?: unknown; currency?: unknown }

/** Returns the sentence of a payment event: storefronts also report failed transactions. */
const payment =
  (done: string, failed: string): Sentence<Payment> =>
  (data, locale) => {
    const isFailed = textIn(data, 'status') === 'failed' || textIn(data, 'status') === 'error'
    return `${isFailed ? failed : done} ${say.amountIn(data, locale)}`.trimEnd()
  }

/** Returns the sentence of a shipment event: "Parcel delivered (DHL, tracking 123)". */
const parcel =
  (text: string): Sentence<{ carrier?: unknown; trackingNumber?: unknown }> =>
  (data) => {
    const tracking = withPrefix('tracking ', textIn(data, 'trackingNumber'))
    const details = [textIn(data, 'carrier'), tracking].filter(Boolean).join(', ')
    return text + inParentheses(details)
  }

type Action = { past?: unknown; reason?: unknown; reference?: unknown; message?: unknown }

/** Returns what a staff member did about an exception: "Corrected the address". */
function actionSentence(data: Action): string {
  const remark = textIn(data, 'reason') ?? textIn(data, 'reference') ?? textIn(data, 'message')
  return say.sentenceCase(textIn(data, 'past') ?? 'resolved it') + withPrefix(': ', remark)
}

const assigned = (data: { assigneeName?: unknown }) =>
  `Assigned to ${textIn(data, 'assigneeName') ?? 'someone'}`

const total = (data: { total?: unknown; amount?: unknown }) =>
  textIn(data, 'total') ?? textIn(data, 'amount') ?? ''

const mentioning = (data: { mentions?: unknown }) =>
  withPrefix(' mentioning ', say.listIn(data.mentions))

/** The sentence of every event on an order's timeline, without its actor. */
const TIMELINE: { readonly [Name in keyof TimelineEvents]: Sentence<TimelineEvents[Name]> } = {
  'order.placed': () => 'Order placed',
  'order.updated': (data) => `Storefront changed ${say.listIn(data.changes) || 'the order'}`,
  'order.edited': () => 'Order items edited in the storefront',
  'order.paused': (data) =>
    `${say.stepIn(data)} is waiting for ${textIn(data, 'reason') ?? 'an update'}`,
  'order.resumed': (data) => `Resumed the order${reasonOf(data)}`,
  'order.restocked': (data) => `Resumed the order${reasonOf(data)}`,
  'order.canceled': (data) =>
    `Order canceled${withPrefix(': ', cancelReasonLabel(textIn(data, 'reason') ?? ''))}`,
  'order.completed': () => 'Order completed',
  'order.held': (data) => `Held the order${reasonOf(data)}`,
  'order.released': (data) => `Released the order${reasonOf(data)}`,
  'order.assigned': (data) => {
    const [before, after] = [textIn(data, 'before'), textIn(data, 'after')]
    if (!after) return `Unassigned ${before}`
    return `Assigned the order to ${after}${withPrefix(', previously ', before)}`
  },
  'order.customer_erased': () => "Customer's personal data erased",
  'order.customer_data_requested': () => 'Customer requested their data',
  'step.completed': (data) =>
    STEPS_COMPLETED[textIn(data, 'step') ?? ''] ?? `${say.stepIn(data)} done`,
  'step.skipped': (data) => `${say.stepIn(data)} skipped${reasonOf(data)}`,
  'tag.added': (data) => `Added tag ${textIn(data, 'tag')}`,
  'tag.removed': (data) => `Removed tag ${textIn(data, 'tag')}`,
  'address.edited': (data) => `Edited the shipping address${say.addressChangesIn(data)}`,
  'note.added': (data) => `Added a note${mentioning(data)}`,
  'note.edited': (data) => `Edited a note${mentioning(data)}`,
  'customer.emailed': () => 'Email sent to the customer',
  'receipt.requested': () => 'Requested a resend of the receipt',
  'receipt.resent': () => 'Receipt resent to the customer',
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
  'dispute.opened': (data) => `Customer disputed ${textIn(data, 'amount')} with their bank`,
  'dispute.won': (data) => `Dispute over ${textIn(data, 'amount')} won`,
  'dispute.lost': (data) => `Dispute over ${textIn(data, 'amount')} lost`,
  'shipment.created': parcel('Parcel being prepared'),
  'shipment.label_bought': parcel('Bought a label'),
  'shipment.handed_over': parcel('Parcel handed over'),
  'shipment.dispatched': parcel('Parcel in transit'),
  'shipment.delivered': parcel('Parcel delivered'),
  'shipment.returned': parcel('Parcel returned to sender'),
  'shipment.lost': parcel('Parcel lost'),
  'shipment.canceled': parcel('Shipment canceled'),
  'refund.issued': (data) => `Issued a refund of ${total(data)}${noteOf(data)}`,
  'refund.approval_requested': (data) =>
    `Requested approval to refund ${total(data)}${noteOf(data)}`,
  'refund.approved': (data) => `Approved the refund of ${total(data)}${noteOf(data)}`,
  'refund.rejected': (data) => `Rejected the refund of ${total(data)}${noteOf(data)}`,
  'refund.expired': () => 'Refund request expired',
  'refund.succeeded': (data) => `Refund of ${total(data)} succeeded`,
  'refund.failed': (data) => `Refund of ${total(data)} failed${reasonOf(data)}`,
  'refund.partially_succeeded': (data) =>
    `Refund of ${total(data)} partially succeeded${reasonOf(data)}`,
  'refund.retried': () => 'Retried a refund',
  'refund.looked_up': () => 'Checked the status of a refund',
  'refund.outcome_recorded': (data) =>
    textIn(data, 'outcome') === 'done'
      ? `Marked a refund as done${withPrefix(', reference ', textIn(data, 'reference'))}`
      : `Marked a refund as not done${reasonOf(data)}`,
  'refund.restocked': () => 'Restocked refunded items',
  'refund.reported': (data, locale) => `Refunded ${say.amountIn(data, locale)} in the storefront`,
  'resolution.emailed': () => 'Emailed the customer',
  'gift_card.reversed': (data) =>
    `Refunded ${textIn(data, 'amount')} of gift card •••• ${textIn(data, 'lastFour')} in cash${noteOf(data)}`,
  'gift_card.voided': (data) =>
    `Closed gift card •••• ${textIn(data, 'lastFour')} with ${textIn(data, 'amount')} left${noteOf(data)}`,
  'reshipment.issued': (data) =>
    `Issued a reshipment of items worth ${textIn(data, 'goods')}${noteOf(data)}`,
  'reshipment.approval_requested': (data) =>
    `Requested approval to reship items worth ${textIn(data, 'goods')}${noteOf(data)}`,
  'reshipment.approved': (data) => `Approved the reshipment${noteOf(data)}`,
  'reshipment.rejected': (data) => `Rejected the reshipment${noteOf(data)}`,
  'reshipment.expired': () => 'Reshipment request expired',
  'reshipment.label_bought': (data) =>
    `Bought a label for the reshipment${withPrefix(', tracking ', textIn(data, 'trackingNumber'))}`,
  'exception.opened': (data) => `Exception opened: ${say.exceptionIn(data)}`,
  'exception.failed_again': (data) => `Failed again: ${say.exceptionIn(data)}`,
  'exception.queued': (data) => `Waiting for the service to recover: ${say.exceptionIn(data)}`,
  'exception.escalated': (data) => `Retries exhausted. Needs attention: ${say.exceptionIn(data)}`,
  'exception.closed': (data) =>
    `Resolved${inParentheses(textIn(data, 'closedBy'))}: ${say.exceptionIn(data)}`,
  'exception.assigned': (data) => `${assigned(data)}: ${say.exceptionIn(data)}`,
  'exception.auto_assigned': (data) => `${assigned(data)}: ${say.exceptionIn(data)}`,
  'exception.self_assigned': (data) => `Self-assigned: ${say.exceptionIn(data)}`,
  'exception.unassigned': (data) => `Unassigned: ${say.exceptionIn(data)}`,
  'exception.snoozed': (data) =>
    `Snoozed${inParentheses(textIn(data, 'reason'))}: ${say.exceptionIn(data)}`,
  'exception.snooze_ended': (data) => `Snooze ended: ${say.exceptionIn(data)}`,
  'exception.ignored': (data) =>
    `Ignored${inParentheses(textIn(data, 'reason'))}: ${say.exceptionIn(data)}`,
  'exception.change_undone': (data) => `Undid the last change: ${say.exceptionIn(data)}`,
  'exception.escalated_to_engineering': (data) =>
    `Escalated to engineering${inParentheses(textIn(data, 'note'))}: ${say.exceptionIn(data)}`,
  'exception.returned_to_staff': (data) =>
    `Returned to staff${inParentheses(textIn(data, 'note'))}: ${say.exceptionIn(data)}`,
  'exception.action_taken': actionSentence,
  'exception.payment_link_failed': (data) =>
    `Couldn't create the payment link${withPrefix(': ', textIn(data, 'message'))}`,
  'exception.refund_approved': (data) => `Approved the refund for: ${say.exceptionIn(data)}`,
  'exception.refund_rejected': (data) => `Rejected the refund for: ${say.exceptionIn(data)}`,
}

const isTimelineEvent = (type: string): type is keyof TimelineEvents =>
  Object.hasOwn(TIMELINE, type)

/** Returns a timeline event as a sentence; for a type of a newer version, its name as words. */
export function timelineSentence({ type, data }: StoredEvent, locale: string): string {
  if (isTimelineEvent(type)) return TIMELINE[type](data, locale)
  return say.sentenceCase(type.replaceAll(/[._]/g, ' ')) + reasonOf(data)
}
