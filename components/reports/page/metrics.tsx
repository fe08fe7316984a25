'use client'

import { Tooltip } from '@mantine/core'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { cellText } from '@/domain/reports/cell-text'
import type { Column, Section } from '@/domain/reports/report-model'
import { DrillLink } from '../drill-link'
import { Change } from './change'
import classes from './metrics.module.css'

/** Headline numbers with their change from the comparison; each links to its rows. */
export function Metrics({ section }: { section: Section }) {
  const viewer = useViewerLocale()
  const hasMany = section.rows.length > 1
  return (
    <section aria-label={section.title} className={classes.group}>
      <h2 className={classes.title}>{section.title}</h2>
      <dl className={classes.figures}>
        {section.rows.flatMap((row) =>
          section.columns.map((column) => {
            const cell = row.cells[column.key]
            if (!cell) return null
            return (
              <div key={`${row.key}.${column.key}`} className={classes.figure}>
                <dt>
                  <MetricName column={column} group={hasMany ? row.key : undefined} />
                </dt>
                <dd>
                  <span className={classes.value} suppressHydrationWarning>
                    <DrillLink cell={cell}>{cellText(cell, column, viewer)}</DrillLink>
                  </span>
                  <Change cell={cell} column={column} />
                </dd>
              </div>
            )
          }),
        )}
      </dl>
      {section.note && <p className={classes.note}>{section.note}</p>}
    </section>
  )
}

function MetricName({ column, group }: { column: Column; group: string | undefined }) {
  const { hint, relativeError } = column
  const label = group ? `${column.label} · ${group}` : column.label
  const error = relativeError
    ? `Within ${Math.round(relativeError * 1000) / 10}% of the exact value.`
    : ''
  const explanation = [hint, error].filter(Boolean).join(' ')
  if (!explanation) return <span>{label}</span>
  return (
    <Tooltip label={explanation}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: keyboard users need the tooltip too. */}
      <span className={classes.hinted} tabIndex={0}>
        {label}
      </span>
    </Tooltip>
  )
}
