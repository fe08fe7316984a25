'use client'

import { type ColumnDef, type RowData, tableFeatures, useTable } from '@tanstack/react-table'
import Link from 'next/link'
import type { MouseEvent, ReactNode } from 'react'
import classes from './data-table.module.css'
import type { VisibleRows } from './use-visible-rows'

const features = tableFeatures({})

/** A column of a table over `Row`. The table's style sheet uses its `id`. */
export type Column<Row extends RowData> = ColumnDef<typeof features, Row>

type Props<Row extends RowData> = {
  /** The table's accessible name. */
  label: string
  columns: Column<Row>[]
  rows: Row[]
  rowId: (row: Row) => string
  /** The class that sets `--columns` and lays out a row as a card on phones. */
  layout: string | undefined
  /** The rows to render, for a virtualized list. Defaults to all rows. */
  visible?: VisibleRows
}

/**
 * A table whose rows become cards on phones. Grid layout removes the implicit table roles in some
 * browsers, so the roles are set explicitly.
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
          <tr role="row" key={row.id} className={classes.row} {...rowPositionProps(index, visible)}>
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

/**
 * Returns the position props of a rendered row. The margins of the first and last row reserve the
 * space of the rows that are not rendered.
 */
function rowPositionProps(index: number, visible: VisibleRows | undefined) {
  if (!visible) return {}
  const { first, last, spaceBefore, spaceAfter, measure } = visible
  const position = first + index
  return {
    ref: measure,
    'data-index': position,
    // 1-based, and the header is row 1.
    'aria-rowindex': position + 2,
    style: {
      ...(position === first && { marginTop: spaceBefore }),
      ...(position === last && { marginBottom: spaceAfter }),
    },
  }
}

/** Returns the header's text for the card layout; undefined if a component renders the header. */
const labelOf = (header: unknown) => (typeof header === 'string' ? header : undefined)

/**
 * Opens the clicked row, or a new tab for a middle click or a click with a modifier, like a link.
 * Ignores clicks on links and buttons inside the row, and text selections.
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
  /** True if its target is open beside the table. */
  isCurrent?: boolean
  onClick?: (event: MouseEvent<HTMLAnchorElement>) => void
}

/** The link a row opens. `j` and `k` move between these links. */
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
