import { env } from '@/server/env'
import { executeRefund } from '@/server/modules/refunds/execute-refund'
import { mailRefund } from '@/server/modules/refunds/mail-refund'
import { reportBrokenResolution } from '@/server/modules/refunds/report-broken-resolution'
import { restockRefund } from '@/server/modules/refunds/restock-refund'
import { inngest, refundRequested } from './client'
import { guard } from './guard'

/**
 * Carries out a refund that was reserved: the gateway, the shelf, the mail to the customer. All
 * state is in the tables: it may be started again at any moment and goes on where the refund is.
 */
export const processRefund = inngest.createFunction(
  {
    id: 'process-refund',
    name: 'Process refund',
    triggers: [refundRequested],
    concurrency: [{ key: 'event.data.resolutionId', limit: 1 }],
    retries: 20,
    onFailure: ({ event, error, step }) => {
      const { data } = event.data.event
      const report = () => reportBrokenResolution(data, event.data.run_id, error)
      return step.run('report', () => guard(data.requestId, report))
    },
  },
  async ({ event, step }) => {
    const { requestId } = event.data
    const run = { ...event.data, retryScale: env().AFTERCART_RETRY_SCALE }
    const verdict = await step.run('execute', () => guard(requestId, () => executeRefund(run)))
    if (verdict.outcome === 'stopped') return verdict
    await step.run('restock', () => guard(requestId, () => restockRefund(run)))
    await step.run('mail', () => guard(requestId, () => mailRefund(run)))
    return verdict
  },
)
