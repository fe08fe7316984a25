'use client'

import { useRouter } from 'next/navigation'
import type { MouseEvent, ReactNode } from 'react'
import { formatDrill } from '@/domain/reports/report-drill'
import type { Cell } from '@/domain/reports/report-model'
import { reportRowsPath } from '@/paths/routes'
import classes from './page/metrics.module.css'

/** Returns the URL behind a number: the page that handles its items, or the list of its rows. */
export function cellHref({ link, drill }: Cell): string | undefined {
  return link ?? (drill && reportRowsPath(formatDrill(drill)))
}

/**
 * A number that links to its rows, or plain text without a target. A page has hundreds of these, so
 * it doesn't use Next's `Link`, which sets up prefetching for each.
 */
export function DrillLink({ cell, children }: { cell: Cell; children: ReactNode }) {
  const router = useRouter()
  const href = cellHref(cell)
  if (!href) return children
  const navigate = (event: MouseEvent) => {
    if (!isPlainClick(event)) return
    event.preventDefault()
    router.push(href)
  }
  return (
    <a href={href} className={classes.drill} onClick={navigate}>
      {children}
    </a>
  )
}

/** Leaves clicks for a new tab, a new window or a download to the browser. */
function isPlainClick({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey
}
