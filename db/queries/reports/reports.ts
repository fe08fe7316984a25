import type { ReportInput } from '@/server/domain/reports/report-input'
import type { Report, Section } from '@/server/domain/reports/report-model'
import type { ReportPage } from '@/server/domain/reports/report-pages'
import { reportRange } from '@/server/domain/reports/report-range'
import { readSnapshot } from '../../report-snapshot'
import { exceptionsSections } from './exceptions-report'
import { fulfilmentSections } from './fulfilment-report'
import { overviewSections } from './overview-report'
import { paymentsSections } from './payments-report'
import { pipelineSections } from './pipeline-report'
import type { Question } from './question'
import { listDirty } from './read-topic'
import { refundsSections } from './refunds-report'
import { salesSections } from './sales-report'
import { taxSections } from './tax-report'
import { teamSections } from './team-report'

const SECTIONS: Record<ReportPage, (question: Question) => Promise<Section[]>> = {
  overview: overviewSections,
  sales: salesSections,
  refunds: refundsSections,
  exceptions: exceptionsSections,
  payments: paymentsSections,
  fulfilment: fulfilmentSections,
  team: teamSections,
  pipeline: pipelineSections,
  tax: taxSections,
}

/** Everything that a page of the reports shows, all of it of one moment. */
export async function readReport(page: ReportPage, input: ReportInput): Promise<Report> {
  const now = new Date()
  const { compare, ...period } = reportRange(input, now)
  const range = { ...period, ...(compare && { compare }) }
  const { result, asOf, freshnessSeconds } = await readSnapshot(async (tx, lane) =>
    SECTIONS[page]({ tx, lane, input, range, now, dirty: await listDirty(tx) }),
  )
  const { start, end, until } = period
  const compared = compare && {
    compare: { start: compare.start, end: compare.end, until: compare.until },
  }
  return {
    page,
    asOf,
    freshnessSeconds,
    range: { start, end, until, ...compared },
    sections: result,
  }
}
