import { cron } from 'inngest'
import { env } from '@/server/env'
import { pollPaymentLinks as tend } from '@/server/modules/payments/poll-payment-links'
import { inngest } from './client'
import { guard } from './guard'
import { flushOutbox } from './upkeep/flush-outbox'

/** Checks open payment links for payments. */
export const pollPaymentLinks = inngest.createFunction(
  {
    id: 'poll-payment-links',
    name: 'Poll payment links',
    triggers: [cron('* * * * *')],
    retries: 3,
  },
  async ({ step, runId }) => {
    const work = () => tend(env().AFTERCART_RETRY_SCALE)
    const result = await step.run('tend', () => guard(runId, work))
    await step.run('flush', () => guard(runId, flushOutbox))
    return result
  },
)
