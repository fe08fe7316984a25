import { cron } from 'inngest'
import { planReportMails } from '@/server/modules/reports/plan-report-mails'
import { inngest } from '../client'
import { guard } from '../guard'
import { flushOutbox } from './flush-outbox'

/** Requests the emails of scheduled reports that are due, once per day each. */
export const scheduleReports = inngest.createFunction(
  { id: 'schedule-reports', name: 'Schedule reports', triggers: [cron('*/5 * * * *')], retries: 3 },
  async ({ step, runId }) => {
    const result = await step.run('plan', () => guard(runId, () => planReportMails(runId)))
    await step.run('flush', () => guard(runId, flushOutbox))
    return result
  },
)
