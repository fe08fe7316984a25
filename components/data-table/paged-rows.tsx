import { VisuallyHidden } from '@mantine/core'
import type { RowData } from '@tanstack/react-table'
import type { ReactNode } from 'react'
import { Failure } from '@/components/states/failure'
import { StaleBar } from '@/components/states/stale-bar'
import { type Column, DataTable } from './data-table'
import classes from './paged-rows.module.css'
import { Pager } from './pager'
import { TableSkeleton } from './table-skeleton'

/** The page to go to, by the cursor of its first or last row. Both null: the first page. */
export type PageTurn = { after: string | null; before: string | null }

export const FIRST_PAGE: PageTurn = { after: null, before: null }

type Page<Row> = { rows: Row[]; previous: string | undefined; next: string | undefined }

type Props<Row extends RowData> = {
  /** The query result for one page. */
  query: {
    data: Page<Row> | undefined
    error: { message: string; data?: unknown } | null
    refetch: () => unknown
    isFetching: boolean
    isPlaceholderData: boolean
  }
  /** The noun for a row, e.g. "gift card" and "gift cards". */
  noun: { one: string; many: string }
  columns: (Column<Row> & { id: string; header: string })[]
  rowId: (row: Row) => string
  /** The class that sets `--columns`. */
  layout: string | undefined
  /** Shown if there are no rows. */
  empty: ReactNode
  onTurn: (page: PageTurn) => void
}

/** One page of a list with its loading, error and empty states. */
export function PagedRows<Row extends RowData>(props: Props<Row>) {
  const { query, noun, columns, rowId, layout, empty, onTurn } = props
  const { data, error, isPlaceholderData } = query
  if (error && !data) return <Failure title={`Couldn't load ${noun.many}`} query={query} />
  if (!data) return <TableSkeleton columns={columns} layout={layout} />
  const { rows, previous, next } = data
  if (rows.length === 0) return empty
  const count = `${rows.length} ${rows.length === 1 ? noun.one : noun.many}`
  return (
    <>
      <VisuallyHidden role="status">{count}</VisuallyHidden>
      <StaleBar isStale={error !== null} />
      <div className={classes.rows} data-stale={isPlaceholderData || undefined}>
        <DataTable
          label={capitalize(noun.many)}
          columns={columns}
          rows={rows}
          rowId={rowId}
          layout={layout}
        />
      </div>
      <Pager
        summary={`${count} on this page`}
        onPrevious={previous ? () => onTurn({ after: null, before: previous }) : undefined}
        onNext={next ? () => onTurn({ after: next, before: null }) : undefined}
      />
    </>
  )
}

const capitalize = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
