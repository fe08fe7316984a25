import { cron } from 'inngest'
import { sweepResolutions as sweep } from '@/server/modules/refunds/sweep-resolutions'
import { inngest } from '../client'
import { guard } from '../guard'
import { flushOutbox } from './flush-outbox'

/** Resumes stalled refunds and reshipments, and expires old approval requests. */
export const sweepResolutions = inngest.createFunction(
  {
    id: 'sweep-resolutions',
    name: 'Sweep refunds and reshipments',
    triggers: [cron('*/5 * * * *')],
    retries: 3,
  },
  async ({ step }) => {
    const result = await step.run('sweep', () => guard('sweep', () => sweep()))
    await step.run('flush', () => guard('sweep', flushOutbox))
    return result
  },
)
