import { z } from 'zod'
import { readDrillPage } from '@/db/queries/reports/drill-page'
import type { DrillTotal } from '@/db/queries/reports/drill-rows'
import { readReport } from '@/db/queries/reports/reports'
import { redactReport } from '@/domain/reports/redact-report'
import { encodeReport } from '@/domain/reports/report-codec'
import { DRILL_PERMISSIONS, DrillInput } from '@/domain/reports/report-drill'
import { ReportInput } from '@/domain/reports/report-input'
import { REPORT_PAGE_FACTS, type ReportPage } from '@/domain/reports/report-pages'
import { isAllowed, reasonAgainst } from '@/domain/staff/permissions'
import { AppError } from '../../errors'
import { procedureWith, router } from '../init'

const page = (name: ReportPage) =>
  procedureWith(REPORT_PAGE_FACTS[name].permission)
    .input(ReportInput)
    .query(async ({ input, ctx: { staff } }) =>
      encodeReport(redactReport(staff.role, await readReport(name, input))),
    )

export const reportsRouter = router({
  overview: page('overview'),
  sales: page('sales'),
  refunds: page('refunds'),
  exceptions: page('exceptions'),
  payments: page('payments'),
  fulfillment: page('fulfillment'),
  team: page('team'),
  pipeline: page('pipeline'),
  tax: page('tax'),

  /** One page of the rows behind a number; the first page has the totals. */
  rows: procedureWith('reports.read')
    .input(
      z.object({
        drill: DrillInput,
        after: z.object({ at: z.number(), id: z.uuid() }).optional(),
        limit: z.number().int().min(1).max(200).default(50),
      }),
    )
    .query(async ({ input, ctx: { staff } }) => {
      const permission = DRILL_PERMISSIONS[input.drill.set]
      if (!isAllowed(staff.role, permission))
        throw new AppError(
          'forbidden',
          reasonAgainst(staff.role, permission) ?? 'Permission required.',
        )
      const page = await readDrillPage(input)
      if (isAllowed(staff.role, 'reports.money')) return page
      return {
        ...page,
        totals: page.totals?.map((total): DrillTotal => ({ ...total, amounts: {} })),
      }
    }),
})
