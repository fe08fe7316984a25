import { env } from '@/server/env'
import { reportBrokenReceipt } from '@/server/modules/emails/report-broken-receipt'
import { sendReceipt as sendReceiptCommand } from '@/server/modules/emails/send-receipt'
import { inngest, receiptRequested } from './client'
import { guard } from './guard'

/** Sends the receipt to the customer again. */
export const sendReceipt = inngest.createFunction(
  {
    id: 'send-receipt',
    name: 'Send receipt',
    triggers: [receiptRequested],
    concurrency: [{ key: 'event.data.orderId', limit: 1 }],
    retries: 20,
    onFailure: ({ event, error, step }) => {
      const { data } = event.data.event
      const report = () => reportBrokenReceipt(data, event.data.run_id, error)
      return step.run('report', () => guard(data.requestId, report))
    },
  },
  async ({ event, step }) => {
    const run = { ...event.data, retryScale: env().AFTERCART_RETRY_SCALE }
    return step.run('send', () => guard(run.requestId, () => sendReceiptCommand(run)))
  },
)
