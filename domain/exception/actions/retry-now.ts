import { z } from 'zod'
import { defineAction } from '../action'
import { Reason } from '../exception-target'

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
