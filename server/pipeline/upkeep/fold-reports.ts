import { cron } from 'inngest'
import { foldReports as fold } from '@/server/modules/reports/fold-reports'
import { inngest } from '../client'
import { guard } from '../guard'

/** Readers recompute dirty buckets themselves; this only keeps their number small. */
const ROUNDS = ['first', 'second', 'third', 'fourth'] as const

/** Recomputes the reports' dirty buckets every 15 seconds. */
export const foldReports = inngest.createFunction(
  {
    id: 'fold-reports',
    name: 'Fold reports',
    triggers: [cron('* * * * *')],
    retries: 1,
  },
  async ({ step, runId }) => {
    let folded = 0
    for (const round of ROUNDS) {
      if (round !== 'first') await step.sleep(`before-${round}`, '15s')
      folded += await step.run(round, () => guard(runId, () => fold()))
    }
    return { folded }
  },
)
