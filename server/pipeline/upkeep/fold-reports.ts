import { cron } from 'inngest'
import { foldReports as fold } from '@/server/modules/reports/fold-reports'
import { inngest } from '../client'
import { guard } from '../guard'

/** Readers sum what is out of date themselves: this only keeps it little. */
const ROUNDS = ['first', 'second', 'third', 'fourth'] as const

/** Sums the buckets of the reports anew that writes have made out of date, every 15 seconds. */
export const foldReports = inngest.createFunction(
  {
    id: 'fold-reports',
    name: 'Sum the reports',
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
