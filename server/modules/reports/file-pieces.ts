import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import { BYTE_ORDER_MARK, type CsvCell, csvLine } from '@/domain/text/csv'

export const EXPORT_FORMATS = ['csv', 'parquet'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

export const CONTENT_TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
}

/** text: UTF-8. whole: 64-bit integer. number: double. time: UTC milliseconds. */
export type ParquetType = 'text' | 'whole' | 'number' | 'time'
export type ParquetValue = string | bigint | number | Date | null

/** How a row is written in each file format. */
export type FileShape<Row> = {
  csv: { names: readonly string[]; cellsOf: (row: Row) => CsvCell[] }
  parquet: {
    columns: readonly { name: string; type: ParquetType }[]
    valuesOf: (row: Row) => ParquetValue[]
  }
}

type Pieces = AsyncGenerator<Uint8Array<ArrayBuffer>, void, void>

/** Streams pages of rows as chunks of a file, holding one page in memory. */
export function filePieces<Row>(
  format: ExportFormat,
  shape: FileShape<Row>,
  pages: AsyncIterable<Row[]>,
): Pieces {
  return format === 'csv' ? csvPieces(shape.csv, pages) : parquetPieces(shape.parquet, pages)
}

async function* csvPieces<Row>(
  { names, cellsOf }: FileShape<Row>['csv'],
  pages: AsyncIterable<Row[]>,
): Pieces {
  const encoder = new TextEncoder()
  yield encoder.encode(BYTE_ORDER_MARK + csvLine([...names]))
  for await (const rows of pages)
    if (rows.length > 0) yield encoder.encode(rows.map((row) => csvLine(cellsOf(row))).join(''))
}

const ELEMENTS = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  whole: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  time: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
} as const

/** Writes each page of rows as a row group and yields it before reading the next page. */
async function* parquetPieces<Row>(
  { columns, valuesOf }: FileShape<Row>['parquet'],
  pages: AsyncIterable<Row[]>,
): Pieces {
  const writer = new ByteWriter()
  const leaves = columns.map(({ name, type }) => ({
    name,
    ...ELEMENTS[type],
    repetition_type: 'OPTIONAL' as const,
  }))
  const schema = [{ name: 'root', num_children: leaves.length }, ...leaves]
  const file = new ParquetWriter({ writer, schema, createdBy: 'Aftercart' })
  for await (const rows of pages) {
    if (rows.length === 0) continue
    const values = rows.map(valuesOf)
    const columnData = columns.map(({ name }, i) => ({
      name,
      data: values.map((row) => row[i] ?? null),
    }))
    await file.write({ columnData, rowGroupSize: rows.length })
    yield takeBytes(writer)
  }
  await file.finish()
  yield takeBytes(writer)
}

/** Returns the bytes written since the last call; file offsets keep counting. */
function takeBytes(writer: ByteWriter): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(writer.getBytes())
  writer.index = 0
  return bytes
}
