'use client'

import { DrillLink } from '@/components/reports/drill-link'
import { Change } from '@/components/reports/page/change'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { cellText, EMPTY_VALUE } from '@/domain/reports/cell-text'
import type { Cell, Column, Section } from '@/domain/reports/report-model'
import { toPlotValue } from './axis-text'
import classes from './bridge.module.css'

const WIDTH = 100
const HEIGHT = 12
/** The minimum width of a bar, so that small values stay visible. */
const MIN_WIDTH = 0.6

/** A waterfall chart with its table: each bar starts where the previous one ended. */
export function Bridge({ section }: { section: Section }) {
  const [step] = section.columns
  const amounts = section.columns.filter(({ unit }) => unit !== 'text')
  return (
    <div className={classes.scroll}>
      <table className={classes.bridge} aria-label={section.title}>
        <thead className={classes.head}>
          <tr>
            <th scope="col">{step?.label}</th>
            {amounts.map((column) => (
              <th scope="col" key={column.key}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {section.rows.map((row, index) => (
            <tr key={row.key} data-last={index === section.rows.length - 1 || undefined}>
              <th scope="row">{step && String(row.cells[step.key]?.value ?? '')}</th>
              {amounts.map((column) => (
                <td key={column.key}>
                  <StepBar section={section} column={column} index={index} />
                  <StepAmount cell={row.cells[column.key]} column={column} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function StepAmount({ cell, column }: { cell: Cell | undefined; column: Column }) {
  const viewer = useViewerLocale()
  return (
    <span className={classes.amount} suppressHydrationWarning>
      {cell ? <DrillLink cell={cell}>{cellText(cell, column, viewer)}</DrillLink> : EMPTY_VALUE}
      {cell && <Change cell={cell} column={column} />}
    </span>
  )
}

type StepProps = { section: Section; column: Column; index: number }

function StepBar({ section: { rows }, column, index }: StepProps) {
  const currency = column.currency ?? rows[index]?.cells[column.key]?.currency
  const axis = { unit: column.unit, ...(currency && { currency }) }
  const sizes = rows.map(({ cells }) => toPlotValue(cells[column.key]?.value, axis) ?? 0)
  const isLast = index === sizes.length - 1
  const ends = sizes.map((_, i) => sum(sizes.slice(0, i + 1)))
  ends[ends.length - 1] = sizes.at(-1) ?? 0
  const from = index === 0 || isLast ? 0 : (ends[index - 1] ?? 0)
  const to = ends[index] ?? 0
  const low = Math.min(0, ...ends)
  const span = Math.max(0, ...ends) - low || 1
  const x = ((Math.min(from, to) - low) / span) * WIDTH
  const width = (Math.abs(to - from) / span) * WIDTH
  const color =
    isLast || index === 0 ? 'var(--chart-1)' : to >= from ? 'var(--chart-2)' : 'var(--chart-3)'
  return (
    <svg
      className={classes.bar}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden
    >
      {width > 0 && (
        <rect
          x={Math.min(x, WIDTH - MIN_WIDTH)}
          width={Math.max(width, MIN_WIDTH)}
          height={HEIGHT}
          fill={color}
        />
      )}
    </svg>
  )
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)
