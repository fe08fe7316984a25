import type { Column, Section, Unit } from '@/domain/reports/report-model'

/** Columns of a section that one axis can measure. */
export type ChartGroup = {
  id: string
  label: string
  unit: Unit
  currency?: string
  columns: Column[]
}

/** More lines than this are nothing that an eye can tell apart. */
export const MAX_SERIES = 6

const UNIT_LABELS: Record<Unit, string> = {
  count: 'Number',
  money: 'Amount',
  percent: 'Share',
  duration: 'Time',
  text: '',
  time: '',
}

/**
 * What can be drawn of a section, one group per unit and currency: amounts of two currencies
 * share no axis. Tables draw nothing.
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

/** The currency of a column's cells, where the column itself has none. */
function currencyOf({ rows }: Section, { key, unit }: Column): string | undefined {
  if (unit !== 'money') return undefined
  return rows.find(({ cells }) => cells[key]?.currency)?.cells[key]?.currency
}
