import { readReport } from '@/db/queries/reports/reports'
import { reportExported } from '@/domain/events/report-events'
import { formatAmount } from '@/domain/money/money'
import { redactReport } from '@/domain/reports/redact-report'
import type { ReportInput } from '@/domain/reports/report-input'
import type { CellValue, Column, Report, Row, Section } from '@/domain/reports/report-model'
import { REPORT_PAGE_FACTS, type ReportPage } from '@/domain/reports/report-pages'
import { reasonAgainst } from '@/domain/staff/permissions'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { type ExportFormat, type FileShape, filePieces } from './file-pieces'

/** One number of a report with its position. */
type ReportLine = {
  section: string
  row: string
  start: Date | null
  measure: string
  unit: string
  currency: string
  value: CellValue
  before: CellValue
}

/**
 * Streams the numbers of a report page as a file with one line per number, a shape that fits all of
 * its tables. The export is audited before anything is written.
 * @throws AppError forbidden
 */
export async function exportReport(
  { page, input, format }: { page: ReportPage; input: ReportInput; format: ExportFormat },
  context: CommandContext,
): Promise<AsyncGenerator<Uint8Array<ArrayBuffer>, void, void>> {
  const { actor } = context
  if (actor.kind !== 'person')
    throw new AppError('forbidden', 'This action requires a signed-in user.')
  const refusal =
    reasonAgainst(actor.role, 'reports.export') ??
    reasonAgainst(actor.role, REPORT_PAGE_FACTS[page].permission)
  if (refusal) throw new AppError('forbidden', refusal)
  const report = redactReport(actor.role, await readReport(page, input))
  const lines = linesOf(report)
  const exported = reportExported({ page, input, format, lines: lines.length })
  await runInTransaction(context, async (uow) => uow.record(exported))
  return filePieces(format, SHAPE, singlePage(lines))
}

async function* singlePage(lines: ReportLine[]) {
  yield lines
}

function linesOf({ sections }: Report): ReportLine[] {
  return sections.flatMap((section) =>
    section.rows.flatMap((row) =>
      section.columns.flatMap((column) => {
        const cell = row.cells[column.key]
        if (!cell || column.unit === 'text' || column.unit === 'time') return []
        return [
          {
            section: section.title,
            row: rowName(row, section),
            start: startOf(row),
            measure: column.label,
            unit: column.unit,
            currency: cell.currency ?? column.currency ?? '',
            value: cell.value,
            before: cell.compare ?? null,
          },
        ]
      }),
    ),
  )
}

/** Returns the text values of a table row, joined. */
function rowName(row: Row, { columns, kind }: Section): string {
  if (kind === 'series' || kind === 'figures') return ''
  const texts = columns
    .filter(({ unit }) => unit === 'text')
    .map(({ key }) => row.cells[key]?.value)
  const name = texts.filter((text) => typeof text === 'string' && text !== '').join(' · ')
  return name || row.key
}

function startOf({ cells }: Row): Date | null {
  const start = cells.time?.value
  return start instanceof Date ? start : null
}

const SHAPE: FileShape<ReportLine> = {
  csv: {
    names: [
      'Section',
      'Row',
      'Point starts (UTC)',
      'Measure',
      'Value',
      'Compared with',
      'Unit',
      'Currency',
    ],
    cellsOf: (line) => [
      line.section,
      line.row,
      line.start?.toISOString() ?? '',
      line.measure,
      decimalCell(line.value, line),
      decimalCell(line.before, line),
      UNIT_NAMES[line.unit] ?? line.unit,
      line.currency,
    ],
  },
  parquet: {
    columns: [
      { name: 'section', type: 'text' },
      { name: 'row', type: 'text' },
      { name: 'point_starts', type: 'time' },
      { name: 'measure', type: 'text' },
      { name: 'unit', type: 'text' },
      { name: 'currency', type: 'text' },
      { name: 'number', type: 'number' },
      { name: 'amount_minor', type: 'whole' },
      { name: 'number_before', type: 'number' },
      { name: 'amount_minor_before', type: 'whole' },
    ],
    valuesOf: (line) => [
      line.section,
      line.row,
      line.start,
      line.measure,
      line.unit,
      line.currency || null,
      numberOf(line.value, line.unit),
      minorOf(line.value, line.unit),
      numberOf(line.before, line.unit),
      minorOf(line.before, line.unit),
    ],
  },
}

const UNIT_NAMES: Record<string, string> = {
  count: 'number',
  money: 'money',
  percent: 'fraction',
  duration: 'seconds',
}

function decimalCell(value: CellValue, { unit, currency }: Pick<ReportLine, 'unit' | 'currency'>) {
  if (value === null || typeof value === 'string' || value instanceof Date) return ''
  if (unit === 'money' && currency) return { decimal: formatAmount(BigInt(value), currency) }
  // Fixed digits, because JavaScript prints very small numbers with an exponent.
  return { decimal: Number.isInteger(Number(value)) ? String(value) : Number(value).toFixed(6) }
}

const isAmount = (unit: Column['unit'] | string) => unit === 'money'

function numberOf(value: CellValue, unit: string): number | null {
  if (isAmount(unit) || value === null || typeof value === 'string' || value instanceof Date)
    return null
  return Number(value)
}

function minorOf(value: CellValue, unit: string): bigint | null {
  if (!isAmount(unit) || value === null || typeof value === 'string' || value instanceof Date)
    return null
  return BigInt(value)
}
