import { cron } from 'inngest'
import { sweepAlerts } from '@/server/modules/admin/sweep-alerts'
import { sweepBulkJobs } from '@/server/modules/inbox/continue-bulk-jobs'
import { sweepExceptions } from '@/server/modules/inbox/sweep-exceptions'
import { sweepBreakers } from '@/server/modules/vendors/sweep-breakers'
import { inngest } from '../client'
import { guard } from '../guard'
import { flushOutbox } from './flush-outbox'

/** Ends snoozes and ignores that are over, and restarts stalled jobs, breakers and alerts. */
export const sweepInbox = inngest.createFunction(
  { id: 'sweep-inbox', name: 'Sweep the inbox', triggers: [cron('* * * * *')], retries: 3 },
  async ({ step }) => {
    const exceptions = await step.run('exceptions', () => guard('sweep', () => sweepExceptions()))
    const jobs = await step.run('jobs', () => guard('sweep', () => sweepBulkJobs()))
    const breakers = await step.run('breakers', () => guard('sweep', () => sweepBreakers()))
    const alerts = await step.run('alerts', () => guard('sweep', () => sweepAlerts()))
    await step.run('flush', () => guard('sweep', flushOutbox))
    return { exceptions, jobs, breakers, alerts }
  },
)
