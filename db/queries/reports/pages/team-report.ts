import { MISSING_LABELS } from '@/domain/reports/labels/missing-values'
import type { Section } from '@/domain/reports/report-model'
import { findStaffNames } from '../sections/names'
import type { ReportContext } from '../sections/report-context'
import { exceptionsByPerson } from './team-exceptions'
import { refundsByPerson } from './team-refunds'

/** Returns the team report: exceptions handled and refunds requested by each staff member. */
export async function teamSections(context: ReportContext): Promise<Section[]> {
  const names = await findStaffNames(context.tx)
  const nameOf = (id: string) => names.get(id) ?? MISSING_LABELS.staff
  return [await exceptionsByPerson(context, nameOf), await refundsByPerson(context, nameOf)]
}
