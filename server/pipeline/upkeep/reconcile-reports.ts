import { cron } from 'inngest'
import { reconcileReports as reconcile } from '@/server/modules/reports/reconcile-reports'
import { inngest } from '../client'
import { guard } from '../guard'

/** Compares the report rollups with their rows every night. */
export const reconcileReports = inngest.createFunction(
  {
    id: 'reconcile-reports',
    name: 'Reconcile reports',
    triggers: [cron('17 3 * * *')],
    retries: 1,
  },
  async ({ step, runId }) => {
    const different = await step.run('compare', () =>
      guard(runId, async () => (await reconcile(runId)).length),
    )
    return { different }
  },
)
