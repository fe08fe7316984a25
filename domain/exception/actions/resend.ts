import { z } from 'zod'
import { defineAction } from '../action'
import { Reason } from '../exception-target'

export const resendAction = defineAction({
  code: 'resend',
  label: 'Resend',
  permission: 'orders.act',
  form: 'none',
  input: z.object({ reason: Reason.default('Retried manually') }),
  effect: 'Sends the same message again now.',
  past: 'resent the message',
  isRetry: true,
})
