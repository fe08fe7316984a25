import { reportBrokenRun } from '@/server/commands/orders/report-broken-run'
import { voidAuthorizations } from '@/server/commands/payments/void-authorizations'
import { env } from '@/server/env'
import { inngest, orderCancelled } from './client'
import { guard } from './guard'

/** Releases the money that a cancelled order still holds on the customer's card. */
export const cancelOrder = inngest.createFunction(
  {
    id: 'cancel-order',
    name: 'Cancel order',
    triggers: [orderCancelled],
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
    return step.run('void-authorizations', () =>
      guard(requestId, () => voidAuthorizations({ orderId, requestId, retryScale })),
    )
  },
)
