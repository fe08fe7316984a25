import { reportBrokenRun } from '@/server/commands/orders/report-broken-run'
import { voidAuthorizations } from '@/server/commands/payments/void-authorizations'
import { env } from '@/server/env'
import { withRequestId } from '@/server/log'
import { inngest, orderCancelled } from './client'
import { orRetry } from './execute-step'

/** Releases the money that a cancelled order still holds on the customer's card. */
export const cancelOrder = inngest.createFunction(
  {
    id: 'cancel-order',
    name: 'Cancel order',
    triggers: [orderCancelled],
    concurrency: [{ key: 'event.data.orderId', limit: 1 }],
    retries: 20,
    onFailure: ({ event, error, step }) =>
      step.run('report', () => reportBrokenRun(event.data.event.data, event.data.run_id, error)),
  },
  async ({ event, step }) => {
    const { orderId, requestId } = event.data
    return step.run('void-authorizations', async () => {
      const retryScale = env().AFTERCART_RETRY_SCALE
      const run = { orderId, requestId, retryScale }
      return orRetry(await withRequestId(requestId, () => voidAuthorizations(run)))
    })
  },
)
