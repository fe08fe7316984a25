import type { Row, Section } from '@/domain/reports/report-model'

/**
 * The first column of a table whose numbers may be compared by eye, as bars: of one unit and one
 * currency, none negative, without lines that sum up others. `of` is a row's share of the largest, 0 to 1. Undefined: there is none.
 */
export function barShares({
  columns,
  rows: all,
}: Section): { column: string; of: (row: Row) => number } | undefined {
  const rows = all.filter(({ key }) => !key.startsWith('others~'))
  const column = columns.find(({ unit }) => unit === 'count' || unit === 'money')
  if (!column || rows.length < 2) return undefined
  const cells = rows.map(({ cells: { [column.key]: cell } }) => cell)
  const currencies = new Set(cells.map((cell) => cell?.currency))
  const sizes = cells.map((cell) => Number(cell?.value ?? 0))
  if (currencies.size > 1 || sizes.some((size) => size < 0)) return undefined
  const largest = Math.max(...sizes)
  if (largest === 0) return undefined
  return {
    column: column.key,
    of: (row) => (rows.includes(row) ? Number(row.cells[column.key]?.value ?? 0) / largest : 0),
  }
}
