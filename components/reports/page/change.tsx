'use client'

import { IconArrowDownRight, IconArrowUpRight } from '@tabler/icons-react'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { changeOf, minChange, percentText, valueText } from '@/domain/reports/cell-text'
import type { Cell, Column } from '@/domain/reports/report-model'
import classes from './metrics.module.css'

/** "+12% from 1,102": the change from the comparison, colored if one direction is better. */
export function Change({ cell, column }: { cell: Cell; column: Column }) {
  const viewer = useViewerLocale()
  const change = changeOf(cell, column.better)
  if (!change) return null
  const { fraction, isGood } = change
  const before = valueText(cell.compare ?? null, column, cell.currency ?? column.currency, viewer)
  const isUp = Number(cell.value) > Number(cell.compare)
  const Arrow = isUp ? IconArrowUpRight : IconArrowDownRight
  const meaning = isGood === undefined ? undefined : isGood ? 'good' : 'trouble'
  if (fraction === 0) return <span className={classes.change}>no change</span>
  if (fraction !== undefined && Math.abs(fraction) < minChange(column))
    return (
      <span className={classes.change} suppressHydrationWarning>
        about the same as {before}
      </span>
    )
  return (
    <span className={classes.change} suppressHydrationWarning>
      <span data-meaning={meaning} className={classes.arrow}>
        <Arrow size={14} aria-hidden />
        {fraction === undefined ? (isUp ? 'up' : 'down') : signed(fraction, viewer.locale)}
      </span>{' '}
      from {before}
    </span>
  )
}

/** Larger changes are shown as "over 1,000%". */
const MAX_FRACTION = 10

function signed(fraction: number, locale: string): string {
  if (fraction >= MAX_FRACTION) return `over ${percentText(MAX_FRACTION, locale)}`
  return `${fraction > 0 ? '+' : ''}${percentText(fraction, locale)}`
}
