import { causeTitle } from '@/domain/exception/exception-title'
import { atStep } from '@/domain/pipeline/pipeline-steps'
import { EXCEPTIONS_LABELS } from '@/domain/reports/labels/exceptions-labels'
import { sectionText } from '@/domain/reports/labels/page-labels'
import type { Section } from '@/domain/reports/report-model'
import { sumRowsBy } from '../raw-sums'
import { count } from '../sections/measures'
import { type ExceptionCause, findCauses } from '../sections/names'
import type { ReportContext } from '../sections/report-context'
import { OPENED } from '../sections/row-filters'
import { tableSection } from '../sections/sections'
import { groupRows, largestFirst } from '../sections/tallies'

const MAX_CAUSES = 20
const { columns } = EXCEPTIONS_LABELS

/** Returns the most frequent causes of exceptions, titled as in the inbox. */
export async function causes(context: ReportContext): Promise<Section> {
  const rows = await sumRowsBy(
    context,
    { ...OPENED, by: ['fingerprint', 'kind'], sums: [] },
    MAX_CAUSES * 10,
  )
  const all = largestFirst(groupRows(rows, ['fingerprint', 'kind']), ({ n }) => n)
  const groups = all.slice(0, MAX_CAUSES)
  const byFingerprint = await findCauses(
    context.tx,
    groups.map(({ by }) => by.fingerprint ?? ''),
  )
  return tableSection(context, {
    ...sectionText(EXCEPTIONS_LABELS, 'causes'),
    dimensions: [{ key: 'fingerprint', ...columns.cause }],
    valueLabels: {
      fingerprint: (fingerprint) => causeLabel(byFingerprint.get(fingerprint)) ?? fingerprint,
    },
    measures: [count('opened', columns.opened, { better: 'down', drill: OPENED })],
    groups,
  })
}

/** "Card declined: insufficient funds · at capture" */
function causeLabel(cause: ExceptionCause | undefined): string | undefined {
  return cause && [causeTitle(cause), atStep(cause.step)].filter(Boolean).join(' · ')
}
