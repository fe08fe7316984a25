import { minorDigits } from '@/domain/money/money'
import { durationText } from '@/domain/reports/cell-text'
import type { CellValue } from '@/domain/reports/report-model'
import { numberFormat } from '@/domain/text/intl-formats'
import type { ChartGroup } from './chart-groups'

type Axis = Pick<ChartGroup, 'unit' | 'currency'>

/** Converts a value to a number for plotting; money is in major units. */
export function toPlotValue(value: CellValue | undefined, { unit, currency }: Axis): number | null {
  if (value === null || value === undefined || typeof value === 'string') return null
  if (unit === 'money' && currency) return Number(value) / 10 ** minorDigits(currency)
  return Number(value)
}

/** Formats a tick of the value axis with its unit: "1.2K", "€12K", "25%", "3 min". */
export function axisText(value: number, { unit, currency }: Axis, locale: string): string {
  const compact = { notation: 'compact', maximumFractionDigits: 1 } as const
  const format = (options: Intl.NumberFormatOptions) => numberFormat(locale, options).format(value)
  switch (unit) {
    case 'money':
      return currency
        ? format({
            ...compact,
            style: 'currency',
            currency,
            currencyDisplay: 'narrowSymbol',
            minimumFractionDigits: 0,
          })
        : format(compact)
    case 'percent':
      return format({ style: 'percent', maximumFractionDigits: 1 })
    case 'duration':
      return durationText(value, locale)
    default:
      return format(compact)
  }
}
