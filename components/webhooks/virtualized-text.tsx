'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { PayloadLine } from './payload-line'
import classes from './payload-view.module.css'

const LINE_HEIGHT = 18

/** Shows a very long text; renders only the lines on screen. */
export function VirtualizedText({ lines }: { lines: string[] }) {
  const scroller = useRef<HTMLPreElement>(null)
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 40,
  })
  const items = virtualizer.getVirtualItems()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable content must be reachable by keyboard.
    <pre ref={scroller} className={classes.text} data-long tabIndex={0}>
      <span className={classes.all} style={{ height: virtualizer.getTotalSize() }}>
        <span style={{ transform: `translateY(${items[0]?.start ?? 0}px)` }}>
          {items.map(({ index }) => (
            <PayloadLine key={index} line={lines[index] ?? ''} />
          ))}
        </span>
      </span>
    </pre>
  )
}
