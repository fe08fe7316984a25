'use client'

import { IconArrowDownRight, IconArrowUpRight } from '@tabler/icons-react'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { changeOf, leastChange, percentText, valueText } from '@/domain/reports/cell-text'
import type { Cell, Column } from '@/domain/reports/report-model'
import classes from './figures.module.css'

/** "+12 % from 1,102": the change against the comparison, colored only where one way is good. */
export function Change({ cell, column }: { cell: Cell; column: Column }) {
  const reader = useViewerLocale()
  const change = changeOf(cell, column.better)
  if (!change) return null
  const { fraction, isGood } = change
  const before = valueText(cell.compare ?? null, column, cell.currency ?? column.currency, reader)
  const isUp = Number(cell.value) > Number(cell.compare)
  const Arrow = isUp ? IconArrowUpRight : IconArrowDownRight
  const meaning = isGood === undefined ? undefined : isGood ? 'good' : 'trouble'
  if (fraction === 0) return <span className={classes.change}>the same as before</span>
  if (fraction !== undefined && Math.abs(fraction) < leastChange(column))
    return (
      <span className={classes.change} suppressHydrationWarning>
        nearly the same as {before}
      </span>
    )
  return (
    <span className={classes.change} suppressHydrationWarning>
      <span data-meaning={meaning} className={classes.arrow}>
        <Arrow size={14} aria-hidden />
        {fraction === undefined ? (isUp ? 'up' : 'down') : signed(fraction, reader.locale)}
      </span>{' '}
      from {before}
    </span>
  )
}

/** From this many times as much a percentage says less than the numbers. */
const MOST = 10

function signed(fraction: number, locale: string): string {
  if (fraction >= MOST) return `over ${percentText(MOST, locale)}`
  return `${fraction > 0 ? '+' : ''}${percentText(fraction, locale)}`
}
