import { cron } from 'inngest'
import { tendPaymentLinks as tend } from '@/server/commands/payment-links/tend-payment-links'
import { env } from '@/server/env'
import { inngest } from './client'
import { flushOutbox } from './flush-outbox'
import { guard } from './guard'

/** Looks whether customers have paid by their links. */
export const tendPaymentLinks = inngest.createFunction(
  {
    id: 'tend-payment-links',
    name: 'Tend payment links',
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
