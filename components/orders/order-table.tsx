'use client'

import { useHotkeys } from '@mantine/hooks'
import { type CSSProperties, useEffect, useEffectEvent, useMemo } from 'react'
import type { Selection } from '@/components/bulk/use-selection'
import { DataTable } from '@/components/data-table/data-table'
import { useVisibleRows, type VisibleRows } from '@/components/data-table/use-visible-rows'
import { type ColumnName, gridTemplate, visibleColumns } from './column-names'
import { type OrderRow, orderColumns } from './order-columns'
import classes from './order-list.module.css'
import type { ListPosition } from './order-pages'
import { RowSelectionProvider, SELECT_COLUMN } from './row-selection'

/** Fetches the next page when the last visible row is this close to the end. */
const PREFETCH_ROWS = 10

type Props = {
  pages: readonly { rows: OrderRow[]; next: string | undefined }[]
  /** The position of the first page. */
  start: ListPosition
  columns: readonly ColumnName[] | null
  selection: Selection
  isStale: boolean
  /** True if another page exists and is not being fetched. */
  canGrow: boolean
  onNearEnd: () => void
  /** Called with the position of the page at the top of the window. */
  onPage: (position: ListPosition) => void
}

/** Shows the rows of all pages; renders only those near the viewport. */
export function OrderTable(props: Props) {
  const { pages, selection, isStale } = props
  const rows = useMemo(() => pages.flatMap((page) => page.rows), [pages])
  const names = visibleColumns(props.columns)
  const { table, rows: visible } = useVisibleRows(rows.length)
  useScrollCallbacks(props, visible, rows.length)
  useHotkeys([
    [
      'x',
      () => {
        const index = document.activeElement?.closest('tr')?.dataset.index
        const row = index === undefined ? undefined : rows[Number(index)]
        if (row) selection.toggle(row.id)
      },
    ],
  ])
  const grid = props.columns ? { '--custom-columns': gridTemplate(names) } : undefined
  return (
    <div
      ref={table}
      className={classes.rows}
      data-stale={isStale || undefined}
      style={grid as CSSProperties}
    >
      <RowSelectionProvider selection={selection} shown={rows.map(({ id }) => id)}>
        <DataTable
          label="Orders"
          columns={[SELECT_COLUMN, ...orderColumns(names)]}
          rows={rows}
          rowId={(order) => order.id}
          layout={props.columns ? classes.custom : classes.columns}
          visible={visible}
        />
      </RowSelectionProvider>
    </div>
  )
}

/** Calls `onNearEnd` near the end of the rows, and `onPage` when another page is at the top. */
function useScrollCallbacks(props: Props, visible: VisibleRows, rowCount: number): void {
  const { pages, start } = props
  const mustGrow = props.canGrow && visible.last >= rowCount - PREFETCH_ROWS
  const onNearEnd = useEffectEvent(props.onNearEnd)
  useEffect(() => {
    if (mustGrow) onNearEnd()
  }, [mustGrow])
  const topPage = pageOf(pages, visible.top)
  const after = pages[topPage - 1]?.next
  const onPage = useEffectEvent(() =>
    props.onPage(after === undefined ? start : { after, before: null }),
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the page changes, not on every refetch.
  useEffect(() => onPage(), [topPage])
}

/** Returns the index of the page that contains a row. */
function pageOf(pages: Props['pages'], row: number): number {
  let end = 0
  const found = pages.findIndex((page) => {
    end += page.rows.length
    return row < end
  })
  return Math.max(found, 0)
}
