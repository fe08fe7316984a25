import { ReportInput } from '@/domain/reports/report-input'
import { isReportPage } from '@/domain/reports/report-pages'
import { exportReport } from '@/server/modules/reports/export-report'
import { EXPORT_FORMATS } from '@/server/modules/reports/file-pieces'
import { readJson, streamFile } from '../../stream-file'

/** Streams the numbers of a report (`?page=`, `?input=` as JSON) as CSV or Parquet (`?format=`). */
export function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url)
  return streamFile(request, () => {
    const page = searchParams.get('page') ?? ''
    const format = EXPORT_FORMATS.find((known) => known === searchParams.get('format'))
    const input = ReportInput.safeParse(readJson(searchParams.get('input')))
    if (!isReportPage(page) || !format || !input.success) return undefined
    return {
      name: `report-${page}`,
      format,
      write: (context) => exportReport({ page, input: input.data, format }, context),
    }
  })
}
