import { env } from '@/server/env'
import { releaseAuthorization as release } from '@/server/modules/payments/release-authorization'
import { emitEvent } from '@/server/modules/pipeline/emit-event'
import { authorizationAbandoned, inngest } from './client'
import { repeatWhileQueued } from './repeat-while-queued'

/** Voids the authorization of an order that was paid another way. */
export const releaseAuthorization = inngest.createFunction(
  {
    id: 'release-authorization',
    name: 'Release authorization',
    triggers: [authorizationAbandoned],
    concurrency: [{ key: 'event.data.paymentId', limit: 1 }],
    retries: 10,
  },
  async ({ event, step }) => {
    const run = { ...event.data, retryScale: env().AFTERCART_RETRY_SCALE }
    const { orderId, paymentId, requestId } = run
    return repeatWhileQueued(step, {
      name: 'release',
      requestId,
      work: () => release(run),
      continueInNewRun: () =>
        emitEvent({ name: 'authorization/abandoned', data: { orderId, paymentId, requestId } }),
    })
  },
)
