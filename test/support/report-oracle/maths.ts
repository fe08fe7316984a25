import type { CellValue } from '@/domain/reports/report-model'
import { count, type Raw, type Span, within } from './rows'

/** Columns of a row, by the row's key; what is not there is nothing. */
export type Plain = Map<string, Record<string, CellValue>>

export const part = (n: number, of: number) => (of === 0 ? null : n / of)
export const one = (cells: Record<string, CellValue>): Plain => new Map([['all', cells]])

export function grouped(
  rows: Raw[],
  keyOf: (row: Raw) => unknown[],
  cells: (rows: Raw[]) => Record<string, CellValue>,
): Plain {
  const groups = new Map<string, Raw[]>()
  for (const row of rows) {
    const key = keyOf(row)
      .map((value) => value ?? '')
      .join('~')
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return new Map([...groups].map(([key, own]) => [key, cells(own)]))
}

/** The nearest rank of durations in seconds; those that are negative have none. */
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

export function exceptionCells(rows: Raw[], span: Span, of: (row: Raw) => boolean = () => true) {
  const opened = within(rows, 'opened_at', span).filter(of)
  const closed = within(rows, 'closed_at', span).filter(of)
  const due = closed.filter(({ due_at }) => due_at !== null)
  return {
    opened: opened.length,
    closed: closed.length,
    auto: part(
      count(closed, (row) => row.is_auto_resolved === true),
      closed.length,
    ),
    sla: part(
      count(due, (row) => (row.closed_at as Date) <= (row.due_at as Date)),
      due.length,
    ),
    returned: part(
      count(closed, (row) => row.recurred_at !== null),
      closed.length,
    ),
  }
}
