import { z } from 'zod'
import { Reason } from '../../text/text-inputs'
import { defineAction } from '../action'

export const retryNowAction = defineAction({
  code: 'retry_now',
  label: 'Retry now',
  permission: 'orders.act',
  form: 'none',
  input: z.object({ reason: Reason.default('Retried manually') }),
  effect: 'Retries now. If it fails again, the exception stays open and shows the new error.',
  past: 'retried it',
  worksOnCanceled: true,
  isRetry: true,
})
