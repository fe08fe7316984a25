import { cron } from 'inngest'
import { purgeVendorCalls as purge } from '@/server/modules/vendors/purge-vendor-calls'
import { inngest } from '../client'
import { guard } from '../guard'

/** Deletes old recorded vendor calls every night. */
export const purgeVendorCalls = inngest.createFunction(
  {
    id: 'purge-vendor-calls',
    name: 'Purge vendor calls',
    triggers: [cron('41 3 * * *')],
    retries: 1,
  },
  async ({ step, runId }) => ({
    purged: await step.run('purge', () => guard(runId, () => purge())),
  }),
)
