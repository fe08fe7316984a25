import type { ReportInput } from '@/domain/reports/report-input'
import type { Report, Section } from '@/domain/reports/report-model'
import type { ReportPage } from '@/domain/reports/report-pages'
import { reportRange } from '@/domain/reports/report-range'
import { readSnapshot } from '../../report-snapshot'
import { exceptionsSections } from './pages/exceptions-report'
import { fulfillmentSections } from './pages/fulfillment-report'
import { overviewSections } from './pages/overview-report'
import { paymentsSections } from './pages/payments-report'
import { pipelineSections } from './pages/pipeline-report'
import { refundsSections } from './pages/refunds-report'
import { salesSections } from './pages/sales-report'
import { taxSections } from './pages/tax-report'
import { teamSections } from './pages/team-report'
import { listDirty } from './rollup-stretches'
import type { ReportContext } from './sections/report-context'

const SECTIONS: Record<ReportPage, (context: ReportContext) => Promise<Section[]>> = {
  overview: overviewSections,
  sales: salesSections,
  refunds: refundsSections,
  exceptions: exceptionsSections,
  payments: paymentsSections,
  fulfillment: fulfillmentSections,
  team: teamSections,
  pipeline: pipelineSections,
  tax: taxSections,
}

/** Reads all sections of a report page from one database snapshot. */
export async function readReport(page: ReportPage, input: ReportInput): Promise<Report> {
  const now = new Date()
  const { compare, ...period } = reportRange(input, now)
  const range = { ...period, ...(compare && { compare }) }
  const { result, asOf, freshnessSeconds } = await readSnapshot(async (tx, snapshot) =>
    SECTIONS[page]({ tx, snapshot, input, range, now, dirty: await listDirty(tx) }),
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
