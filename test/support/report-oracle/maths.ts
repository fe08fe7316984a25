import type { CellValue } from '@/domain/reports/report-model'
import { count, type Raw, type Rows, type Span, within } from './rows'

/** Expected cells by row key; a missing cell is not checked. */
export type ExpectedRows = Map<string, Record<string, CellValue>>

/** Computes the expected sections of a page for a span, by section ID. */
export type ExpectedPage = (rows: Rows) => Record<string, (span: Span) => ExpectedRows>

export const ratio = (n: number, total: number) => (total === 0 ? null : n / total)
export const singleRow = (cells: Record<string, CellValue>): ExpectedRows =>
  new Map([['all', cells]])

export function grouped(
  rows: Raw[],
  keyOf: (row: Raw) => unknown[],
  cells: (rows: Raw[]) => Record<string, CellValue>,
): ExpectedRows {
  const groups = new Map<string, Raw[]>()
  for (const row of rows) {
    const key = keyOf(row)
      .map((value) => value ?? '')
      .join('~')
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return new Map([...groups].map(([key, members]) => [key, cells(members)]))
}

/** Returns nearest-rank percentiles of durations in seconds; negative ones are excluded. */
export function ranks(
  prefix: string,
  rows: Raw[],
  from: string,
  to: string,
): Record<string, CellValue> {
  const took = rows
    .flatMap((row) =>
      row[from] && row[to]
        ? [((row[to] as Date).getTime() - (row[from] as Date).getTime()) / 1000]
        : [],
    )
    .filter((seconds) => seconds >= 0)
    .sort((a, b) => a - b)
  const at = (p: number) => took[Math.max(1, Math.ceil(p * took.length)) - 1] ?? null
  return { [`${prefix}:p50`]: at(0.5), [`${prefix}:p90`]: at(0.9), [`${prefix}:p95`]: at(0.95) }
}

export function exceptionCells(
  rows: Raw[],
  span: Span,
  isIncluded: (row: Raw) => boolean = () => true,
) {
  const opened = within(rows, 'opened_at', span).filter(isIncluded)
  const closed = within(rows, 'closed_at', span).filter(isIncluded)
  const due = closed.filter(({ due_at }) => due_at !== null)
  return {
    opened: opened.length,
    closed: closed.length,
    auto: ratio(
      count(closed, (row) => row.is_auto_resolved === true),
      closed.length,
    ),
    sla: ratio(
      count(due, (row) => (row.closed_at as Date) <= (row.due_at as Date)),
      due.length,
    ),
    returned: ratio(
      count(closed, (row) => row.recurred_at !== null),
      closed.length,
    ),
  }
}
