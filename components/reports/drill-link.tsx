'use client'

import { useRouter } from 'next/navigation'
import type { MouseEvent, ReactNode } from 'react'
import { formatDrill } from '@/domain/reports/report-drill'
import type { Cell } from '@/domain/reports/report-model'
import { reportRowsPath } from '@/paths/routes'
import classes from './page/figures.module.css'

/** Where a number leads: the page that works what it counts, or the rows it counts or sums. */
export function cellHref({ link, drill }: Cell): string | undefined {
  return link ?? (drill && reportRowsPath(formatDrill(drill)))
}

/**
 * A number that opens what is behind it; plain text where nothing is. A page has hundreds of them,
 * of which one is followed: nothing is set up for any before it is clicked.
 */
export function DrillLink({ cell, children }: { cell: Cell; children: ReactNode }) {
  const router = useRouter()
  const href = cellHref(cell)
  if (!href) return children
  const follow = (event: MouseEvent) => {
    if (!isPlain(event)) return
    event.preventDefault()
    router.push(href)
  }
  return (
    <a href={href} className={classes.drill} onClick={follow}>
      {children}
    </a>
  )
}

/** Clicks for a new tab, a new window or a download are the browser's. */
function isPlain({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey
}
