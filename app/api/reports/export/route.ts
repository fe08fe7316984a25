import { EXPORT_FORMATS } from '@/server/commands/exports/file-pieces'
import { exportReport } from '@/server/commands/reports/export-report'
import { ReportInput } from '@/server/domain/reports/report-input'
import { isReportPage } from '@/server/domain/reports/report-pages'
import { readJson, streamFile } from '../../stream-file'

/** The numbers of a report (`?page=`, `?input=` as JSON) as a CSV or Parquet file (`?format=`). */
export function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url)
  return streamFile(request, () => {
    const page = searchParams.get('page') ?? ''
    const format = EXPORT_FORMATS.find((each) => each === searchParams.get('format'))
    const input = ReportInput.safeParse(readJson(searchParams.get('input')))
    if (!isReportPage(page) || !format || !input.success) return undefined
    return {
      name: `report-${page}`,
      format,
      write: (context) => exportReport({ page, input: input.data, format }, context),
    }
  })
}
