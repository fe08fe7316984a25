import type { Column, Section, Unit } from '@/domain/reports/report-model'

/** Columns of a section that share one axis. */
export type ChartGroup = {
  id: string
  label: string
  unit: Unit
  currency?: string
  columns: Column[]
}

/** More lines can't be told apart. */
export const MAX_SERIES = 6

const UNIT_LABELS: Record<Unit, string> = {
  count: 'Count',
  money: 'Amount',
  percent: 'Share',
  duration: 'Time',
  text: '',
  time: '',
}

/**
 * Groups the numeric columns of a section by unit and currency, because each needs its own axis.
 * Tables and metrics have no groups.
 */
export function chartGroups(section: Section): ChartGroup[] {
  if (section.kind === 'table' || section.kind === 'figures') return []
  const groups = new Map<string, ChartGroup>()
  for (const column of section.columns) {
    if (column.unit === 'text' || column.unit === 'time') continue
    const currency = column.currency ?? currencyOf(section, column)
    const id = currency ?? column.unit
    const group = groups.get(id)
    if (group) group.columns.push(column)
    else {
      const label = currency ?? UNIT_LABELS[column.unit]
      groups.set(id, {
        id,
        label,
        unit: column.unit,
        ...(currency && { currency }),
        columns: [column],
      })
    }
  }
  return [...groups.values()]
}

/** Returns the currency of a column's cells, for a column without a currency. */
function currencyOf({ rows }: Section, { key, unit }: Column): string | undefined {
  if (unit !== 'money') return undefined
  return rows.find(({ cells }) => cells[key]?.currency)?.cells[key]?.currency
}
