import type { Cell, CellValue, Column, Report, Row, Section } from './report-model'

/** A report on its way to a browser: text, because a serializer would walk every one of its cells. */
export type ReportText = { text: string }

/**
 * A value of a column whose unit says what it is: minor units are text, because JSON has no number
 * for them, times are epoch milliseconds, and in a column of words text is text.
 */
type SentValue = number | string | null

type EncodedColumn = {
  values: SentValue[]
  compares?: SentValue[]
  currencies?: (string | null)[]
  /** Rows that have no such cell. */
  absent?: number[]
}

/** A section as its columns: a fifth of what its cells would be. */
type SentColumns = Omit<Section, 'rows'> & {
  /** Left out of a series: its rows are called by their times. */
  keys?: string[]
  by?: (Row['by'] | null)[]
  sent: Record<string, EncodedColumn>
}

type SentReport = Omit<Report, 'sections'> & { sections: (Section | SentColumns)[] }

/** Writes a report so that `readReportText` makes the same of it. */
export function writeReportText({ sections, ...report }: Report): ReportText {
  const sent = sections.map((section) => packSection(section) ?? tagged(section))
  return { text: JSON.stringify({ ...(tagged(report) as object), sections: sent }) }
}

/** Reads what `writeReportText` wrote. */
export function readReportText({ text }: ReportText): Report {
  const { sections, ...report } = JSON.parse(text) as SentReport
  return {
    ...(untagged(report) as Omit<Report, 'sections'>),
    sections: sections.map((section) =>
      'sent' in section ? unpackSection(section) : (untagged(section) as Section),
    ),
  }
}

/** Undefined where a cell holds more than columns can tell: a page or rows of its own. */
function packSection({ rows, ...section }: Section): SentColumns | undefined {
  const names = new Set(section.columns.map(({ key }) => key))
  if (rows.some(({ cells }) => Object.keys(cells).some((name) => !names.has(name))))
    return undefined
  const sent: Record<string, EncodedColumn> = {}
  for (const column of section.columns) {
    const packed = packColumn(
      column,
      rows.map(({ cells }) => cells[column.key]),
    )
    if (!packed) return undefined
    sent[column.key] = packed
  }
  const isCalledByTime =
    section.kind === 'series' &&
    rows.every(({ key, cells }) => {
      const at = cells.time?.value
      return at instanceof Date && at.toISOString() === key
    })
  return {
    ...section,
    ...(!isCalledByTime && { keys: rows.map(({ key }) => key) }),
    ...(rows.some(({ by }) => by) && { by: rows.map(({ by }) => by ?? null) }),
    sent,
  }
}

function packColumn(column: Column, cells: (Cell | undefined)[]): EncodedColumn | undefined {
  const present = cells.filter((cell) => cell !== undefined)
  const isCompared = present.some(({ compare }) => compare !== undefined)
  const isPlain = present.every(
    ({ value, compare, drill, link }) =>
      !drill &&
      !link &&
      fits(column, value) &&
      (isCompared ? compare !== undefined && fits(column, compare) : compare === undefined),
  )
  if (!isPlain) return undefined
  const absent = cells.flatMap((cell, i) => (cell ? [] : [i]))
  return {
    values: cells.map((cell) => packValue(cell?.value)),
    ...(isCompared && { compares: cells.map((cell) => packValue(cell?.compare)) }),
    ...(present.some(({ currency }) => currency) && {
      currencies: cells.map((cell) => cell?.currency ?? null),
    }),
    ...(absent.length > 0 && { absent }),
  }
}

/** Whether the unit of a column is enough to tell what a value of it was. */
function fits({ unit }: Column, value: CellValue): boolean {
  if (value === null) return true
  if (unit === 'text') return typeof value === 'string'
  if (unit === 'time') return value instanceof Date
  return typeof value === 'bigint' || typeof value === 'number'
}

function packValue(value: CellValue | undefined): SentValue {
  if (typeof value === 'bigint') return String(value)
  return value instanceof Date ? value.getTime() : (value ?? null)
}

function unpackValue({ unit }: Column, value: SentValue | undefined): CellValue {
  if (value === null || value === undefined || unit === 'text') return value ?? null
  if (unit === 'time') return new Date(Number(value))
  return typeof value === 'string' ? BigInt(value) : value
}

function unpackSection({ keys, by, sent, ...section }: SentColumns): Section {
  const times = sent.time?.values ?? []
  const names = keys ?? times.map((at) => new Date(Number(at)).toISOString())
  const rows = names.map((key, i): Row => {
    const own = by?.[i]
    return { key, cells: {}, ...(own && { by: own }) }
  })
  for (const column of section.columns) {
    const packed = sent[column.key]
    if (packed) unpackColumn(column, packed, rows)
  }
  return { ...section, rows }
}

function unpackColumn(column: Column, sent: EncodedColumn, rows: Row[]): void {
  const { values, compares, currencies } = sent
  const absent = new Set(sent.absent)
  for (const [i, { cells }] of rows.entries()) {
    if (absent.has(i)) continue
    const currency = currencies?.[i]
    cells[column.key] = {
      value: unpackValue(column, values[i]),
      ...(compares && { compare: unpackValue(column, compares[i]) }),
      ...(currency && { currency }),
    }
  }
}

/** The same with minor units and dates as objects that say what they are. */
function tagged(value: unknown): unknown {
  if (typeof value === 'bigint') return { $minor: String(value) }
  if (value instanceof Date) return { $at: value.getTime() }
  return mapped(value, tagged)
}

function untagged(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if ('$minor' in value) return BigInt(String(value.$minor))
  if ('$at' in value) return new Date(Number(value.$at))
  return mapped(value, untagged)
}

function mapped(value: unknown, map: (one: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(map)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, map(one)]))
}
