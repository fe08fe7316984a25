import { cron } from 'inngest'
import { planReportMails } from '@/server/modules/reports/plan-report-mails'
import { inngest } from '../client'
import { guard } from '../guard'
import { flushOutbox } from './flush-outbox'

/** Asks for the mails of scheduled reports that are due, each once for its day. */
export const scheduleReports = inngest.createFunction(
  { id: 'schedule-reports', name: 'Schedule reports', triggers: [cron('*/5 * * * *')], retries: 3 },
  async ({ step, runId }) => {
    const result = await step.run('plan', () => guard(runId, () => planReportMails(runId)))
    await step.run('flush', () => guard(runId, flushOutbox))
    return result
  },
)
