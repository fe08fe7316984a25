import { env } from '@/server/env'
import { executeRefund } from '@/server/modules/refunds/execute-refund'
import { mailRefund } from '@/server/modules/refunds/mail-refund'
import { reportBrokenResolution } from '@/server/modules/refunds/report-broken-resolution'
import { restockRefund } from '@/server/modules/refunds/restock-refund'
import { inngest, refundRequested } from './client'
import { guard } from './guard'

/**
 * Executes a reserved refund: gateway, restock, customer email. All state is in the tables, so it
 * may start again at any time and continues where the refund stopped.
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
    const result = await step.run('execute', () => guard(requestId, () => executeRefund(run)))
    if (result.outcome === 'stopped') return result
    await step.run('restock', () => guard(requestId, () => restockRefund(run)))
    await step.run('mail', () => guard(requestId, () => mailRefund(run)))
    return result
  },
)
