import { env } from '@/server/env'
import { voidAuthorizations } from '@/server/modules/payments/void-authorizations'
import { emitEvent } from '@/server/modules/pipeline/emit-event'
import { reportBrokenRun } from '@/server/modules/steps/report-broken-run'
import { inngest, orderCanceled } from './client'
import { guard } from './guard'
import { repeatWhileQueued } from './repeat-while-queued'

/** Voids the remaining authorizations of a canceled order. */
export const cancelOrder = inngest.createFunction(
  {
    id: 'cancel-order',
    name: 'Cancel order',
    triggers: [orderCanceled],
    concurrency: [{ key: 'event.data.orderId', limit: 1 }],
    retries: 20,
    onFailure: ({ event, error, step }) => {
      const { data } = event.data.event
      const report = () => reportBrokenRun(data, event.data.run_id, error)
      return step.run('report', () => guard(data.requestId, report))
    },
  },
  async ({ event, step }) => {
    const { orderId, requestId } = event.data
    const retryScale = env().AFTERCART_RETRY_SCALE
    return repeatWhileQueued(step, {
      name: 'void-authorizations',
      requestId,
      work: () => voidAuthorizations({ orderId, requestId, retryScale }),
      continueInNewRun: () => emitEvent({ name: 'order/canceled', data: { orderId, requestId } }),
    })
  },
)
