import type { Row, Section } from '@/domain/reports/report-model'

/**
 * Returns the first numeric column of a table and, by row, the length of its bar as a share of the
 * largest value (0 to 1). Returns undefined if bars would mislead: fewer than two rows, several
 * currencies, negative values or only zeros. Summary rows have no bar.
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
