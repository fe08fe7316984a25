import { parseDrill } from '@/domain/reports/report-drill'
import { exportRows } from '@/server/modules/reports/export-rows'
import { EXPORT_FORMATS } from '@/server/modules/reports/file-pieces'
import { streamFile } from '../../stream-file'

/** Streams the rows behind a number (`?drill=`) as CSV or Parquet (`?format=`). */
export function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url)
  return streamFile(request, () => {
    const drill = parseDrill(searchParams.get('drill') ?? '')
    const format = EXPORT_FORMATS.find((known) => known === searchParams.get('format'))
    if (!drill || !format) return undefined
    return {
      name: drill.set.replaceAll('_', '-'),
      format,
      write: (context) => exportRows({ drill, format }, context),
    }
  })
}
