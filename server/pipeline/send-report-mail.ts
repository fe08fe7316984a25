import { env } from '@/server/env'
import {
  reportBrokenReportMail,
  sendReportMail as send,
} from '@/server/modules/reports/send-report-mail'
import { inngest, reportMailRequested } from './client'
import { guard } from './guard'

/** Builds a scheduled report and emails it. */
export const sendReportMail = inngest.createFunction(
  {
    id: 'send-report-mail',
    name: 'Send report',
    triggers: [reportMailRequested],
    concurrency: [{ key: 'event.data.mailId', limit: 1 }],
    retries: 10,
    onFailure: ({ event, step }) => {
      const { data } = event.data.event
      return step.run('report', () => guard(data.requestId, () => reportBrokenReportMail(data)))
    },
  },
  async ({ event, step }) => {
    const run = { ...event.data, retryScale: env().AFTERCART_RETRY_SCALE }
    return step.run('send', () => guard(run.requestId, () => send(run)))
  },
)
