'use client'

import { Tooltip } from '@mantine/core'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { cellText } from '@/domain/reports/cell-text'
import type { Column, Section } from '@/domain/reports/report-model'
import { DrillLink } from '../drill-link'
import { Change } from './change'
import classes from './figures.module.css'

/** Headline numbers with their change against the comparison; each opens the rows behind it. */
export function Figures({ section }: { section: Section }) {
  const reader = useViewerLocale()
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
                  <FigureName column={column} group={hasMany ? row.key : undefined} />
                </dt>
                <dd>
                  <span className={classes.value} suppressHydrationWarning>
                    <DrillLink cell={cell}>{cellText(cell, column, reader)}</DrillLink>
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

function FigureName({ column, group }: { column: Column; group: string | undefined }) {
  const { hint, relativeError } = column
  const label = group ? `${column.label} · ${group}` : column.label
  const error = relativeError
    ? `Within ${Math.round(relativeError * 1000) / 10}% of the exact value.`
    : ''
  const words = [hint, error].filter(Boolean).join(' ')
  if (!words) return <span>{label}</span>
  return (
    <Tooltip label={words}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what it explains is for the keyboard too. */}
      <span className={classes.hinted} tabIndex={0}>
        {label}
      </span>
    </Tooltip>
  )
}
