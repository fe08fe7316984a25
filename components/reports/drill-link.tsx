import Link from 'next/link'
import type { ReactNode } from 'react'
import { formatDrill } from '@/server/domain/reports/report-drill'
import type { Cell } from '@/server/domain/reports/report-model'
import { reportRowsPath } from '@/server/domain/routes'
import classes from './figures.module.css'

/** Where a number leads: the page that works what it counts, or the rows it counts or sums. */
export function cellHref({ link, drill }: Cell): string | undefined {
  return link ?? (drill && reportRowsPath(formatDrill(drill)))
}

/** A number that opens what is behind it; plain text where nothing is. */
export function DrillLink({ cell, children }: { cell: Cell; children: ReactNode }) {
  const href = cellHref(cell)
  if (!href) return children
  return (
    <Link href={href} prefetch={false} className={classes.drill}>
      {children}
    </Link>
  )
}
