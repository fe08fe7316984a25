import type { Cell, CellValue, Report, Row, Section } from './report-model'

/** A report on its way to a browser: text, because a serializer would walk every one of its cells. */
export type ReportText = { text: string }

/** JSON has no number for minor units: in a series, whose values are never words, text is those. */
type SentValue = number | string | null

type SentLine = { values: SentValue[]; compares?: SentValue[] }

/** A series as its lines: a third of what its cells would be. Times are epoch milliseconds. */
type SentSeries = Omit<Section, 'rows'> & { times: number[]; lines: Record<string, SentLine> }

type SentReport = Omit<Report, 'sections'> & { sections: (Section | SentSeries)[] }

/** Writes a report so that `readReportText` makes the same of it. */
export function writeReportText(report: Report): ReportText {
  const sections = report.sections.map((section) =>
    section.kind === 'series' ? packSeries(section) : section,
  )
  return { text: JSON.stringify({ ...report, sections } satisfies SentReport, tagged) }
}

/** Reads what `writeReportText` wrote. */
export function readReportText({ text }: ReportText): Report {
  const report = JSON.parse(text, untagged) as SentReport
  const sections = report.sections.map((section) =>
    'lines' in section ? unpackSeries(section) : section,
  )
  return { ...report, sections }
}

function packSeries({ rows, ...section }: Section): SentSeries {
  const keys = section.columns.map(({ key }) => key).filter((key) => key !== 'time')
  const lines = keys.map((key) => [key, packLine(rows.map(({ cells }) => cells[key]))])
  return {
    ...section,
    times: rows.map(({ cells }) => Number(cells.time?.value)),
    lines: Object.fromEntries(lines),
  }
}

function packLine(cells: (Cell | undefined)[]): SentLine {
  const isCompared = cells.some((cell) => cell?.compare !== undefined)
  return {
    values: cells.map((cell) => packValue(cell?.value)),
    ...(isCompared && { compares: cells.map((cell) => packValue(cell?.compare)) }),
  }
}

function packValue(value: CellValue | undefined): SentValue {
  if (typeof value === 'bigint') return String(value)
  return typeof value === 'number' ? value : null
}

const unpackValue = (value: SentValue | undefined): CellValue =>
  typeof value === 'string' ? BigInt(value) : (value ?? null)

function unpackSeries({ times, lines, ...section }: SentSeries): Section {
  const rows = times.map((at, i): Row => {
    const start = new Date(at)
    const cells = Object.entries(lines).map(([key, { values, compares }]) => {
      const cell: Cell = {
        value: unpackValue(values[i]),
        ...(compares && { compare: unpackValue(compares[i]) }),
      }
      return [key, cell] as const
    })
    const time = { value: start }
    return { key: start.toISOString(), cells: { time, ...Object.fromEntries(cells) } }
  })
  return { ...section, rows }
}

type Tagged = { $minor: string } | { $at: number }

function tagged(this: unknown, key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return { $minor: String(value) } satisfies Tagged
  // JSON has made text of a date before it is asked.
  const before = (this as Record<string, unknown>)[key]
  return before instanceof Date ? ({ $at: before.getTime() } satisfies Tagged) : value
}

function untagged(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if ('$minor' in value) return BigInt(String(value.$minor))
  if ('$at' in value) return new Date(Number(value.$at))
  return value
}
