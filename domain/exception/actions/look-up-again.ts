import { z } from 'zod'
import { Reason } from '../../text/text-inputs'
import { defineAction } from '../action'

export const lookUpAgainAction = defineAction({
  code: 'look_up_again',
  label: 'Check status',
  permission: 'orders.act',
  form: 'none',
  input: z.object({ reason: Reason.default('Retried manually') }),
  effect: 'Asks the payment provider for the outcome. Nothing is sent twice.',
  past: 'checked the status',
  worksOnCanceled: true,
  isRetry: true,
})
