import { because, type EventData, textIn, withWord } from './event-data'

const total = (data: EventData) => textIn(data, 'total') ?? textIn(data, 'amount') ?? ''
const noted = (data: EventData) => withWord(': ', textIn(data, 'note'))

/** What happened to refunds and reshipments, in sentences. */
export const RESOLUTION_EVENTS: Record<string, (data: EventData) => string> = {
  'refund.issued': (data) => `Refunded ${total(data)}${noted(data)}`,
  'refund.approval_requested': (data) => `Asked to refund ${total(data)}${noted(data)}`,
  'refund.approved': (data) => `Approved the refund of ${total(data)}${noted(data)}`,
  'refund.rejected': (data) => `Rejected the refund of ${total(data)}${noted(data)}`,
  'refund.expired': () => 'A request to refund ran out',
  'refund.succeeded': (data) => `The refund of ${total(data)} went through`,
  'refund.failed': (data) => `The refund of ${total(data)} came to nothing${because(data)}`,
  'refund.incomplete': (data) =>
    `The refund of ${total(data)} went through in part${because(data)}`,
  'refund.retried': () => 'Tried a refund again',
  'refund.looked_up': () => 'Asked the payment service what became of a refund',
  'refund.settled_by_hand': (data) =>
    textIn(data, 'outcome') === 'done'
      ? `Marked a refund as done${withWord(', reference ', textIn(data, 'reference'))}`
      : `Marked a refund as not done${because(data)}`,
  'refund.restocked': () => 'Brought the stock up to the refund',
  'resolution.mailed': () => 'Told the customer by mail',
  'gift_card.reversed': (data) =>
    `Turned ${textIn(data, 'amount')} of gift card •••• ${textIn(data, 'lastFour')} into cash${noted(data)}`,
  'gift_card.voided': (data) =>
    `Closed gift card •••• ${textIn(data, 'lastFour')} with ${textIn(data, 'amount')} left${noted(data)}`,
  'reshipment.issued': (data) => `Sends goods for ${textIn(data, 'goods')} again${noted(data)}`,
  'reshipment.approval_requested': (data) =>
    `Asked to send goods for ${textIn(data, 'goods')} again${noted(data)}`,
  'reshipment.approved': (data) => `Approved the reshipment${noted(data)}`,
  'reshipment.rejected': (data) => `Rejected the reshipment${noted(data)}`,
  'reshipment.expired': () => 'A request to send goods again ran out',
  'reshipment.label_bought': (data) =>
    `Bought a label for the new parcel${withWord(', tracking ', textIn(data, 'trackingNumber'))}`,
}
