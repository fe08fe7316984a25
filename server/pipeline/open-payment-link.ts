import { env } from '@/server/env'
import { openPaymentLink as open } from '@/server/modules/payments/open-payment-link'
import { inngest, paymentLinkRequested } from './client'
import { guard } from './guard'
import { flushOutbox } from './upkeep/flush-outbox'

/** Creates a payment page for a customer. The sweep handles a link whose retries are exhausted. */
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
    const result = await step.run('open', () => guard(run.requestId, () => open(run)))
    await step.run('flush', () => guard(run.requestId, flushOutbox))
    return result
  },
)
