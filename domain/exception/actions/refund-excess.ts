import { z } from 'zod'
import { defineAction } from '../action'

export const refundExcessAction = defineAction({
  code: 'refund_excess',
  label: 'Refund excess',
  permission: 'refunds.issue',
  form: 'none',
  input: z.object({}),
  effect:
    'Captures only the order total. Any excess that was already captured is refunded to the customer.',
  past: 'refunded the excess',
  isFinal: true,
  unavailableReason: ({ failureCode }) =>
    failureCode === 'overpaid' ? undefined : 'The payments do not exceed the order total.',
})
