import type { ActionCode } from '@/domain/exception/action-table'
import type { Action, TakeAction } from '../item/item-data'

type Target = { exceptionId: string; version: number }

type FieldLabels = {
  label: string
  /** What is wrong with what was typed; undefined when nothing is. */
  check: (text: string) => string | undefined
  isLong?: boolean
  type?: string
  /** What stands there before anybody has typed. */
  start?: string
}

const needs = (words: string) => (text: string) => (text === '' ? words : undefined)

/** The one field of a form, by what the action asks for. */
export const FIELD_LABELS: Partial<Record<Action['form'], FieldLabels>> = {
  reason: { label: 'Why', check: needs('Say why, in a few words.') },
  note: { label: 'Note', check: needs('Write a note first.'), isLong: true },
  reference: {
    label: 'Reference at the payment service or bank',
    check: needs('Give the reference under which the payment is found.'),
  },
  message: {
    label: 'Your message to the customer',
    check: needs('Write what the customer is asked.'),
    isLong: true,
  },
  payment_link: {
    label: 'Your message to the customer, above the amount and the link',
    check: needs('Write to the customer why they are to pay again.'),
    isLong: true,
    start:
      'Hello,\n\nyour bank did not let the payment of your order through, and nothing was charged. You can pay here with the same card or another one; your order leaves as soon as it is paid.',
  },
  email: {
    label: 'Email address',
    check: (text) => (/^\S+@\S+\.\S+$/.test(text) ? undefined : 'That is no email address.'),
    type: 'email',
  },
  until: {
    label: 'Wait until',
    check: (text) => (new Date(text) > new Date() ? undefined : 'Choose a time that lies ahead.'),
  },
}

/** What is sent for an action with at most one field. */
export function toInput(code: ActionCode, target: Target, text: string): TakeAction {
  switch (code) {
    case 'retry_now':
    case 'look_up_again':
    case 'resend':
      return { ...target, action: 'try_again', as: code }
    case 'resume':
    case 'redrive':
      return { ...target, action: 'try_again', as: code, reason: text }
    case 'cancel_order':
    case 'cancel_and_refund':
      return { ...target, action: 'cancel', as: code, reason: text }
    case 'accept_changes':
    case 'ignore_changes':
    case 'accept_chargeback':
    case 'dismiss':
      return { ...target, action: 'close', as: code, reason: text }
    case 'mark_paid':
    case 'mark_refunded':
      return { ...target, action: code, reference: text }
    case 'refund_excess':
    case 'refund_as_gift_card':
      return { ...target, action: code }
    case 'ask_customer':
    case 'send_payment_link':
      return { ...target, action: code, message: text }
    case 'review_changes':
    case 'attach_evidence':
    case 'escalate_outside':
      return { ...target, action: code, note: text }
    case 'correct_email':
      return { ...target, action: code, email: text }
    case 'wait_for_stock':
    case 'ship_available':
      return { ...target, action: code, until: new Date(text) }
    case 'reship':
      return { ...target, action: code, as: code, reason: text }
    case 'ignore':
    case 'mark_not_paid':
    case 'mark_not_refunded':
    case 'accept_difference':
    case 'accept_totals':
    case 'approve_order':
    case 'refund_item':
    case 'refund':
    case 'replay':
      return { ...target, action: code, reason: text }
    case 'choose_other_carrier':
    case 'edit_address':
    case 'reship_corrected':
    case 'fill_customs_data':
    case 'replace_item':
    case 'map_sku':
    case 'edit_input':
    case 'resolve_by_hand':
      throw new Error(`The action ${code} has a form of its own.`)
  }
}
