'use client'

import { VisuallyHidden } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import type { CSSProperties } from 'react'
import { BulkJobs } from '@/components/bulk/bulk-jobs'
import { useSelection } from '@/components/bulk/use-selection'
import { DataTable } from '@/components/data-table/data-table'
import { Pager } from '@/components/data-table/pager'
import { TableSkeleton } from '@/components/data-table/table-skeleton'
import { useRowKeys } from '@/components/data-table/use-row-keys'
import { Failure } from '@/components/states/failure'
import { StaleBar } from '@/components/states/stale-bar'
import { useTRPC } from '@/components/trpc-provider'
import { CHOOSE_COLUMN, ChoosingProvider } from './choose-rows'
import { gridOf, shownColumns } from './column-names'
import { OrderBulkBar } from './order-bulk-bar'
import { orderColumns } from './order-columns'
import { OrderFilters } from './order-filters'
import classes from './order-list.module.css'
import { NO_FILTERS, ORDER_LIST_URL, type OrderListState, orderListInput } from './order-list-url'
import { OrdersEmpty } from './orders-empty'

const POLL_MS = 5000

/** The orders: views, search, filters, rows, pages. Its whole state stands in the address. */
export function OrderList({ isSandbox }: { isSandbox: boolean }) {
  useRowKeys()
  const [state, setState] = useQueryStates(ORDER_LIST_URL)
  const start = { after: null, before: null }
  const clear = () => void setState({ ...NO_FILTERS, ...start, q: null, view: null })
  const turn = (page: Pick<OrderListState, 'after' | 'before'>) =>
    void setState(page, { history: 'push', scroll: true })
  return (
    <div className={classes.page}>
      <OrderFilters
        state={state}
        onChange={(change) => {
          const options = 'view' in change ? ({ history: 'push', scroll: true } as const) : {}
          void setState('columns' in change ? change : { ...change, ...start }, options)
        }}
      />
      <BulkJobs />
      <OrderRows state={state} isSandbox={isSandbox} onClear={clear} onTurn={turn} />
    </div>
  )
}

type RowsProps = {
  state: OrderListState
  isSandbox: boolean
  onClear: () => void
  onTurn: (page: Pick<OrderListState, 'after' | 'before'>) => void
}

function OrderRows({ state, isSandbox, onClear, onTurn }: RowsProps) {
  const trpc = useTRPC()
  const selection = useSelection()
  const { data, error, refetch, isFetching, isPlaceholderData } = useQuery(
    trpc.orders.list.queryOptions(orderListInput(state), {
      placeholderData: keepPreviousData,
      refetchInterval: POLL_MS,
    }),
  )
  if (error && !data)
    return (
      <Failure
        title="The orders could not be loaded"
        error={error}
        onRetry={() => void refetch()}
        isRetrying={isFetching}
      />
    )
  const names = shownColumns(state.columns)
  const columns = orderColumns(names)
  const layout = state.columns ? classes.chosen : classes.columns
  const grid = state.columns ? { '--chosen': gridOf(names) } : undefined
  if (!data)
    return <TableSkeleton columns={[{ id: 'select', header: '' }, ...columns]} layout={layout} />
  const { rows, previous, next } = data
  if (rows.length === 0)
    return <OrdersEmpty state={state} isSandbox={isSandbox} onClear={onClear} />
  return (
    <>
      <VisuallyHidden role="status">{countWords(rows.length)}</VisuallyHidden>
      <StaleBar isStale={error !== null} />
      <div
        className={classes.rows}
        data-stale={isPlaceholderData || undefined}
        style={grid as CSSProperties}
      >
        <ChoosingProvider selection={selection} shown={rows.map(({ id }) => id)}>
          <DataTable
            label="Orders"
            columns={[CHOOSE_COLUMN, ...columns]}
            rows={rows}
            rowId={(order) => order.id}
            layout={layout}
          />
        </ChoosingProvider>
      </div>
      <Pager
        summary={`${countWords(rows.length)} on this page`}
        onPrevious={previous ? () => onTurn({ after: null, before: previous }) : undefined}
        onNext={next ? () => onTurn({ after: next, before: null }) : undefined}
      />
      <OrderBulkBar state={state} selection={selection} />
    </>
  )
}

const countWords = (count: number) => (count === 1 ? '1 order' : `${count} orders`)
