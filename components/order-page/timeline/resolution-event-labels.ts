import { type EventData, reasonOf, textIn, withPrefix } from './event-data'

const total = (data: EventData) => textIn(data, 'total') ?? textIn(data, 'amount') ?? ''
const note = (data: EventData) => withPrefix(': ', textIn(data, 'note'))

/** Sentences for events of refunds, reshipments and gift cards. */
export const RESOLUTION_EVENTS: Record<string, (data: EventData) => string> = {
  'refund.issued': (data) => `Issued a refund of ${total(data)}${note(data)}`,
  'refund.approval_requested': (data) => `Requested approval to refund ${total(data)}${note(data)}`,
  'refund.approved': (data) => `Approved the refund of ${total(data)}${note(data)}`,
  'refund.rejected': (data) => `Rejected the refund of ${total(data)}${note(data)}`,
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
  'resolution.emailed': () => 'Emailed the customer',
  'gift_card.reversed': (data) =>
    `Refunded ${textIn(data, 'amount')} of gift card •••• ${textIn(data, 'lastFour')} in cash${note(data)}`,
  'gift_card.voided': (data) =>
    `Closed gift card •••• ${textIn(data, 'lastFour')} with ${textIn(data, 'amount')} left${note(data)}`,
  'reshipment.issued': (data) =>
    `Issued a reshipment of items worth ${textIn(data, 'goods')}${note(data)}`,
  'reshipment.approval_requested': (data) =>
    `Requested approval to reship items worth ${textIn(data, 'goods')}${note(data)}`,
  'reshipment.approved': (data) => `Approved the reshipment${note(data)}`,
  'reshipment.rejected': (data) => `Rejected the reshipment${note(data)}`,
  'reshipment.expired': () => 'Reshipment request expired',
  'reshipment.label_bought': (data) =>
    `Bought a label for the reshipment${withPrefix(', tracking ', textIn(data, 'trackingNumber'))}`,
}
