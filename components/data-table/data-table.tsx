'use client'

import { type ColumnDef, type RowData, tableFeatures, useTable } from '@tanstack/react-table'
import Link from 'next/link'
import type { MouseEvent, ReactNode } from 'react'
import classes from './data-table.module.css'
import type { VisibleRows } from './use-visible-rows'

const features = tableFeatures({})

/** A column of a table over `Row`. Its `id` is what the table's style sheet lays it out by. */
export type Column<Row extends RowData> = ColumnDef<typeof features, Row>

type Props<Row extends RowData> = {
  /** What the table lists, for people who cannot see it. */
  label: string
  columns: Column<Row>[]
  rows: Row[]
  rowId: (row: Row) => string
  /** The class that sets `--columns` and how a row becomes a card on a phone. */
  layout: string | undefined
  /** Of a long list: the rows that are drawn. Not set: all of them. */
  visible?: VisibleRows
}

/**
 * A table whose rows turn into cards on phones. Rows are laid out as grids, which takes their
 * table roles away in some browsers; they are given back by name.
 */
export function DataTable<Row extends RowData>({
  label,
  columns,
  rows,
  rowId,
  layout,
  visible,
}: Props<Row>) {
  const table = useTable({ features, columns, data: rows, getRowId: rowId })
  const all = table.getRowModel().rows
  const shown = visible ? all.slice(visible.first, visible.last + 1) : all
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: a grid layout drops the roles, see above.
    <table
      role="table"
      aria-label={label}
      aria-rowcount={visible && rows.length + 1}
      className={`${classes.table} ${layout}`}
    >
      <thead role="rowgroup">
        {table.getHeaderGroups().map((group) => (
          <tr role="row" key={group.id} className={classes.head}>
            {group.headers.map((header) => (
              <th role="columnheader" scope="col" key={header.id} data-column={header.column.id}>
                <table.FlexRender header={header} />
              </th>
            ))}
          </tr>
        ))}
      </thead>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter on the row's link does the same. */}
      <tbody role="rowgroup" onClick={openRow} onAuxClick={openRow}>
        {shown.map((row, index) => (
          <tr role="row" key={row.id} className={classes.row} {...placeOf(index, visible)}>
            {row.getAllCells().map((cell) => (
              <td
                role="cell"
                key={cell.id}
                data-column={cell.column.id}
                data-label={labelOf(cell.column.columnDef.header)}
              >
                <table.FlexRender cell={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
    // biome-ignore-end lint/a11y/noRedundantRoles: a grid layout drops the roles, see above.
  )
}

/** What a drawn row says of its place; the first and the last keep the room of those not drawn. */
function placeOf(index: number, visible: VisibleRows | undefined) {
  if (!visible) return {}
  const { first, last, roomBefore, roomAfter, measure } = visible
  const place = first + index
  return {
    ref: measure,
    'data-index': place,
    // The heading is the first row.
    'aria-rowindex': place + 2,
    style: {
      ...(place === first && { marginTop: roomBefore }),
      ...(place === last && { marginBottom: roomAfter }),
    },
  }
}

/** A heading that is drawn by a component is no text to repeat on each cell. */
const labelOf = (header: unknown) => (typeof header === 'string' ? header : undefined)

/**
 * Opens the row that was clicked: with the middle button or a modifier in a new tab, as a link
 * would. Links and buttons inside the row keep their own click, and so does selecting text.
 */
function openRow(event: MouseEvent<HTMLElement>): void {
  if (!(event.target instanceof Element) || event.button === 2) return
  if (event.target.closest('a, button, input') || window.getSelection()?.toString()) return
  const link = event.target.closest('tr')?.querySelector<HTMLAnchorElement>('[data-row-link]')
  if (!link) return
  if (event.button === 1 || event.metaKey || event.ctrlKey) window.open(link.href, '_blank')
  else link.click()
}

type RowLinkProps = {
  href: string
  children: ReactNode
  /** What it leads to is open beside the table. */
  isCurrent?: boolean
  onClick?: (event: MouseEvent<HTMLAnchorElement>) => void
}

/** The link that a row opens; `j` and `k` step through these. */
export function RowLink({ href, children, isCurrent = false, onClick }: RowLinkProps) {
  return (
    <Link
      href={href}
      prefetch={false}
      className={classes.link}
      data-row-link
      aria-current={isCurrent || undefined}
      {...(onClick && { onClick })}
    >
      {children}
    </Link>
  )
}
