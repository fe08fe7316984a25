import { causeTitle } from '@/domain/exception/exception-title'
import { atStep } from '@/domain/pipeline/pipeline-steps'
import type { Section } from '@/domain/reports/report-model'
import { readRowsBy } from '../raw-sums'
import { findCauses, type NamedCause } from './names'
import { groupRows, type Question } from './question'
import { count, largestFirst, tableOf } from './sections'

/** Exceptions by when they were opened. */
export const OPENED = { set: 'exceptions', where: { basis: 'opened' } } as const
const MAX_CAUSES = 20

/** What stopped most orders, in the inbox's words. */
export async function causes(question: Question): Promise<Section> {
  const rows = await readRowsBy(
    question,
    { ...OPENED, by: ['fingerprint', 'kind'], sums: [] },
    MAX_CAUSES * 10,
  )
  const all = largestFirst(groupRows(rows, ['fingerprint', 'kind']), ({ n }) => n)
  const groups = all.slice(0, MAX_CAUSES)
  const named = await findCauses(
    question.tx,
    groups.map(({ by }) => by.fingerprint ?? ''),
  )
  return tableOf(question, {
    id: 'causes',
    title: 'Most frequent causes',
    head: [{ key: 'fingerprint', label: 'Cause' }],
    words: { fingerprint: (fingerprint) => causeLabels(named.get(fingerprint)) ?? fingerprint },
    measures: [count('opened', 'Opened', { better: 'down', drill: OPENED })],
    groups,
  })
}

/** "The card was declined: not enough money · at capture". */
function causeLabels(cause: NamedCause | undefined): string | undefined {
  return cause && [causeTitle(cause), atStep(cause.step)].filter(Boolean).join(' · ')
}
