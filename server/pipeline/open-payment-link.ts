import { env } from '@/server/env'
import { openPaymentLink as open } from '@/server/modules/payments/open-payment-link'
import { inngest, paymentLinkRequested } from './client'
import { guard } from './guard'
import { flushOutbox } from './upkeep/flush-outbox'

/** Makes a page on which a customer can pay. One that is given up here is seen to by the sweep. */
export const openPaymentLink = inngest.createFunction(
  {
    id: 'open-payment-link',
    name: 'Open payment link',
    triggers: [paymentLinkRequested],
    concurrency: [{ key: 'event.data.linkId', limit: 1 }],
    retries: 10,
  },
  async ({ event, step }) => {
    const run = { ...event.data, retryScale: env().AFTERCART_RETRY_SCALE }
    const verdict = await step.run('open', () => guard(run.requestId, () => open(run)))
    await step.run('flush', () => guard(run.requestId, flushOutbox))
    return verdict
  },
)
