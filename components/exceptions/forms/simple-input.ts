import { z } from 'zod'
import { Reason } from '@/domain/text/text-inputs'
import type { Action, TakeAction } from '../item/item-data'
import { FutureTime } from './until-field'

type Target = { exceptionId: string; version: number }

type Field = {
  /** The field's name in the action's input. */
  name: 'reason' | 'note' | 'reference' | 'message' | 'email' | 'until'
  label: string
  description?: string
  schema: z.ZodType<string, string>
  isLong?: boolean
  type?: string
  /** The initial value. */
  initial?: string
}

const required = (error: string) => z.string().trim().min(1, error)

/** The field of each form that has one. */
export const FIELDS: Partial<Record<Action['form'], Field>> = {
  reason: { name: 'reason', label: 'Reason', schema: Reason },
  note: { name: 'note', label: 'Note', schema: required('Enter a note.'), isLong: true },
  reference: {
    name: 'reference',
    label: 'Payment or bank reference',
    schema: required('Enter the payment reference.'),
  },
  message: {
    name: 'message',
    label: 'Message to customer',
    schema: required('Enter a message.'),
    isLong: true,
  },
  payment_link: {
    name: 'message',
    label: 'Message to customer',
    description: 'The amount and the payment link are added below your message.',
    schema: required('Enter a message.'),
    isLong: true,
    initial:
      "Hello,\n\nYour bank declined the payment for your order, and you haven't been charged. You can pay with the same card or another one using the link below. We'll ship your order once the payment goes through.",
  },
  email: {
    name: 'email',
    label: 'Email address',
    schema: z
      .string()
      .trim()
      .regex(/^\S+@\S+\.\S+$/, 'Enter a valid email address.'),
    type: 'email',
  },
  until: {
    name: 'until',
    label: 'Wait until',
    schema: FutureTime,
  },
}

/** Returns the mutation input of an action with at most one field. */
export function toInput(
  { code, form }: Pick<Action, 'code' | 'form'>,
  target: Target,
  text: string,
): TakeAction {
  const name = FIELDS[form]?.name
  const value = name === 'until' ? new Date(text) : text
  // The form's field is the one that the action's input schema requires.
  return { ...target, action: code, ...(name ? { [name]: value } : {}) } as TakeAction
}
