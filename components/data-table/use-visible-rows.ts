'use client'

import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** The range of rendered rows, and the space in px of the rows before and after it. */
export type VisibleRows = {
  first: number
  last: number
  /** The row at the top of the viewport. Rendering starts a few rows above it. */
  top: number
  spaceBefore: number
  spaceAfter: number
  /** Ref callback that measures a row. Rows have their position in `data-index`. */
  measure: (row: HTMLTableRowElement | null) => void
}

const ROW_HEIGHT = 37
const OVERSCAN = 12
/** Assumed viewport for the server rendering and the first rendering in the browser, in px. */
const FIRST_RECT = { width: 1440, height: 900 }

/** Returns the rows near the viewport. `table` is the ref of the element that contains them. */
export function useVisibleRows(count: number): {
  table: RefObject<HTMLDivElement | null>
  rows: VisibleRows
} {
  const table = useRef<HTMLDivElement>(null)
  const [scrollMargin, setScrollMargin] = useState(0)
  // Runs on every render because content above the table appears and disappears.
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
      spaceBefore: Math.max(0, (first?.start ?? scrollMargin) - scrollMargin),
      spaceAfter: Math.max(
        0,
        virtualizer.getTotalSize() - ((last?.end ?? scrollMargin) - scrollMargin),
      ),
      measure: virtualizer.measureElement,
    },
  }
}
