import { EXPORT_FORMATS } from '@/server/commands/exports/file-pieces'
import { exportRows } from '@/server/commands/reports/export-rows'
import { parseDrill } from '@/server/domain/reports/report-drill'
import { streamFile } from '../../stream-file'

/** The rows behind a number (`?drill=`) as a CSV or Parquet file (`?format=`). */
export function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url)
  return streamFile(request, () => {
    const drill = parseDrill(searchParams.get('drill') ?? '')
    const format = EXPORT_FORMATS.find((each) => each === searchParams.get('format'))
    if (!drill || !format) return undefined
    return {
      name: drill.set.replaceAll('_', '-'),
      format,
      write: (context) => exportRows({ drill, format }, context),
    }
  })
}
