import { z } from 'zod'
import { Reason } from '../../text/text-inputs'
import { defineAction } from '../action'

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
