'use client'

import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { cellText, valueText } from '@/domain/reports/cell-text'
import type { Row } from '@/domain/reports/report-model'
import type { ChartGroup } from './chart-groups'
import classes from './charts.module.css'
import type { Series } from './series-data'

type Props = { title: string; row: Row | undefined; series: Series[]; group: ChartGroup }

/** The exact values of the point under the pointer, with their comparison. */
export function ChartTooltip({ title, row, series, group }: Props) {
  const viewer = useViewerLocale()
  if (!row) return null
  return (
    <div className={classes.tip}>
      <p>{title}</p>
      <dl>
        {series.map(({ name, column, color }) => {
          const cell = row.cells[column.key]
          if (!cell) return null
          return (
            <div key={name}>
              <dt>
                <svg width="8" height="8" aria-hidden>
                  <rect width="8" height="8" rx="2" fill={color} />
                </svg>
                {column.label}
              </dt>
              <dd>
                {cellText(cell, column, viewer)}
                {cell.compare !== undefined && (
                  <small>
                    vs. {valueText(cell.compare, column, cell.currency ?? group.currency, viewer)}
                  </small>
                )}
              </dd>
            </div>
          )
        })}
      </dl>
    </div>
  )
}
