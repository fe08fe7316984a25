import { z } from 'zod'
import { defineAction } from '../action'

export const correctEmailAction = defineAction({
  code: 'correct_email',
  label: 'Correct email address',
  permission: 'orders.act',
  form: 'email',
  input: z.object({
    email: z.string().trim().max(320).pipe(z.email('Enter a valid email address.')),
  }),
  effect: "Sends the message to the new address. Later storefront updates don't overwrite it.",
  past: 'corrected the email address',
  submitLabel: 'Save and resend',
})
