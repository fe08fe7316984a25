'use client'

import { useHotkeys } from '@mantine/hooks'
import { type CSSProperties, useEffect, useEffectEvent, useMemo } from 'react'
import type { Selection } from '@/components/bulk/use-selection'
import { DataTable } from '@/components/data-table/data-table'
import { useVisibleRows } from '@/components/data-table/use-visible-rows'
import { SELECT_COLUMN, RowSelectionProvider } from './row-selection'
import { type ColumnName, gridTemplate, visibleColumns } from './column-names'
import { type OrderRow, orderColumns } from './order-columns'
import classes from './order-list.module.css'
import type { ListPosition } from './order-pages'

/** Rows before the end at which the next page is fetched. */
const NEAR_END = 10

type Props = {
  pages: readonly { rows: OrderRow[]; next: string | undefined }[]
  /** Where the first page starts. */
  start: ListPosition
  columns: readonly ColumnName[] | null
  selection: Selection
  isStale: boolean
  /** Whether there is a further page that nobody is fetching. */
  canGrow: boolean
  onNearEnd: () => void
  /** The page whose rows are at the top of the window. */
  onPage: (place: ListPosition) => void
}

/** The rows of all pages, of which those near the window are drawn. */
export function OrderTable(props: Props) {
  const { pages, start, selection, isStale } = props
  const rows = useMemo(() => pages.flatMap((page) => page.rows), [pages])
  const names = visibleColumns(props.columns)
  const { table, rows: visible } = useVisibleRows(rows.length)
  const mustGrow = props.canGrow && visible.last >= rows.length - NEAR_END
  const onNearEnd = useEffectEvent(props.onNearEnd)
  useEffect(() => {
    if (mustGrow) onNearEnd()
  }, [mustGrow])
  const pageOnTop = pageOf(pages, visible.top)
  const after = pages[pageOnTop - 1]?.next
  const onPage = useEffectEvent(() =>
    props.onPage(after === undefined ? start : { after, before: null }),
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when the page changes, not when it is read anew.
  useEffect(() => onPage(), [pageOnTop])
  useHotkeys([
    [
      'x',
      () => {
        const place = document.activeElement?.closest('tr')?.dataset.index
        const row = place === undefined ? undefined : rows[Number(place)]
        if (row) selection.toggle(row.id)
      },
    ],
  ])
  const grid = props.columns ? { '--chosen': gridTemplate(names) } : undefined
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
          layout={props.columns ? classes.chosen : classes.columns}
          visible={visible}
        />
      </RowSelectionProvider>
    </div>
  )
}

/** Which page a row is on. */
function pageOf(pages: Props['pages'], row: number): number {
  let end = 0
  const found = pages.findIndex((page) => {
    end += page.rows.length
    return row < end
  })
  return Math.max(found, 0)
}
