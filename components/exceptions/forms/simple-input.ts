import type { ActionCode } from '@/domain/exception/action-table'
import type { Action, TakeAction } from '../item/item-data'

type Target = { exceptionId: string; version: number }

type Field = {
  label: string
  description?: string
  /** Returns the error of the input; undefined when it is valid. */
  validate: (text: string) => string | undefined
  isLong?: boolean
  type?: string
  /** The initial value. */
  initial?: string
}

const required = (error: string) => (text: string) => (text === '' ? error : undefined)

/** The field of each form that has one. */
export const FIELDS: Partial<Record<Action['form'], Field>> = {
  reason: { label: 'Reason', validate: required('Enter a reason.') },
  note: { label: 'Note', validate: required('Enter a note.'), isLong: true },
  reference: {
    label: 'Payment or bank reference',
    validate: required('Enter the payment reference.'),
  },
  message: {
    label: 'Message to customer',
    validate: required('Enter a message.'),
    isLong: true,
  },
  payment_link: {
    label: 'Message to customer',
    description: 'The amount and the payment link are added below your message.',
    validate: required('Enter a message.'),
    isLong: true,
    initial:
      "Hello,\n\nYour bank declined the payment for your order, and you haven't been charged. You can pay with the same card or another one using the link below. We'll ship your order once the payment goes through.",
  },
  email: {
    label: 'Email address',
    validate: (text) => (/^\S+@\S+\.\S+$/.test(text) ? undefined : 'Enter a valid email address.'),
    type: 'email',
  },
  until: {
    label: 'Wait until',
    validate: (text) =>
      new Date(text) > new Date() ? undefined : 'Choose a future date and time.',
  },
}

/** Returns the mutation input of an action with at most one field. */
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
      throw new Error(`The action ${code} has its own form.`)
  }
}
