import { PIPELINE_STEPS } from '@/domain/pipeline/pipeline-steps'
import { sectionText } from '@/domain/reports/labels/page-labels'
import { PIPELINE_LABELS } from '@/domain/reports/labels/pipeline-labels'
import type { Section } from '@/domain/reports/report-model'
import type { SumRow } from '../read-topic'
import { count, type Measure } from '../sections/measures'
import { withPercentiles } from '../sections/percentiles'
import {
  type ReportContext,
  storefrontCondition,
  sumUnfilteredTopic,
  wholeSpans,
} from '../sections/report-context'
import { tableSection } from '../sections/sections'
import { countIn, groupRows, share, sumIn } from '../sections/tallies'

const { columns } = PIPELINE_LABELS

/** Reads the ended steps by step and status. */
export const readSteps = (context: ReportContext): Promise<SumRow[]> =>
  sumUnfilteredTopic(context, {
    topic: 'steps',
    spans: wholeSpans(context),
    by: ['step', 'status'],
    hasBins: true,
    sums: ['attempts'],
    where: storefrontCondition(context),
  })

const statusCount = (status: 'done' | 'skipped') =>
  count(status, columns[status], {
    compute: countIn(status),
    drill: { set: 'steps', where: { status } },
  })

const ATTEMPTS_PER_STEP: Measure = {
  key: 'attempts-per-step',
  ...columns.attemptsPerStep,
  unit: 'count',
  better: 'down',
  compute: (tally) => {
    const average = share(sumIn(tally, 'tries'), sumIn(tally, 'done'))
    return average === null ? null : Math.round(average * 100) / 100
  },
}

/** Returns the steps in pipeline order, with attempts and durations. */
export function byStep(context: ReportContext, rows: SumRow[]): Section {
  const section = tableSection(context, {
    ...sectionText(PIPELINE_LABELS, 'by-step'),
    dimensions: [{ key: 'step', ...columns.step }],
    measures: [
      statusCount('done'),
      statusCount('skipped'),
      count('attempts', columns.attempts, { compute: countIn('attempts') }),
      ATTEMPTS_PER_STEP,
    ],
    groups: inPipelineOrder(groupRows(stepCounters(rows), ['step'])),
  })
  return withPercentiles(context, section, 'took', columns.duration, ({ key }) =>
    rows.filter(({ by }) => by.step === key && by.status === 'done'),
  )
}

/** Adds a sum named after the status of each row, and the attempts of completed steps as `tries`. */
function stepCounters(rows: readonly SumRow[]): SumRow[] {
  return rows.map((row) => ({
    ...row,
    sums: {
      ...row.sums,
      [row.by.status ?? '']: BigInt(row.n),
      ...(row.by.status === 'done' && { tries: sumIn(row, 'attempts') }),
    },
  }))
}

function inPipelineOrder<Step extends { key: string }>(groups: Step[]): Step[] {
  const order: readonly string[] = PIPELINE_STEPS
  return groups.sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key))
}
