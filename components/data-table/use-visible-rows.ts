'use client'

import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** The rows that are drawn, with the room that the others would take. */
export type VisibleRows = {
  first: number
  last: number
  /** The one at the top of the window; those drawn begin some rows above it. */
  top: number
  roomBefore: number
  roomAfter: number
  /** Learns a row's height; rows carry their place in `data-index`. */
  measure: (row: HTMLTableRowElement | null) => void
}

const ROW_HEIGHT = 37
const OVERSCAN = 12
/** What the server and the first drawing in the browser take the window for. */
const FIRST_RECT = { width: 1440, height: 900 }

/** Draws only the rows near the window; `table` is what holds them. */
export function useVisibleRows(count: number): {
  table: RefObject<HTMLDivElement | null>
  rows: VisibleRows
} {
  const table = useRef<HTMLDivElement>(null)
  const [scrollMargin, setScrollMargin] = useState(0)
  // What stands above the table comes and goes.
  useLayoutEffect(() => {
    const box = table.current?.getBoundingClientRect()
    if (box) setScrollMargin(Math.round(box.top + window.scrollY))
  })
  const virtualizer = useWindowVirtualizer<HTMLTableRowElement>({
    count,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollMargin,
    initialRect: FIRST_RECT,
    initialOffset: 0,
  })
  const items = virtualizer.getVirtualItems()
  const [first, last] = [items.at(0), items.at(-1)]
  return {
    table,
    rows: {
      first: first?.index ?? 0,
      last: last?.index ?? -1,
      top: virtualizer.range?.startIndex ?? 0,
      roomBefore: Math.max(0, (first?.start ?? scrollMargin) - scrollMargin),
      roomAfter: Math.max(
        0,
        virtualizer.getTotalSize() - ((last?.end ?? scrollMargin) - scrollMargin),
      ),
      measure: virtualizer.measureElement,
    },
  }
}
