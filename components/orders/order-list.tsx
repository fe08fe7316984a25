'use client'

import { VisuallyHidden } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { DataTable } from '@/components/data-table/data-table'
import { Pager } from '@/components/data-table/pager'
import { TableSkeleton } from '@/components/data-table/table-skeleton'
import { useRowKeys } from '@/components/data-table/use-row-keys'
import { Failure } from '@/components/states/failure'
import { StaleBar } from '@/components/states/stale-bar'
import { useTRPC } from '@/components/trpc-provider'
import { ORDER_COLUMNS } from './order-columns'
import { OrderFilters } from './order-filters'
import classes from './order-list.module.css'
import { ORDER_LIST_URL, type OrderListState, orderListInput } from './order-list-url'
import { OrdersEmpty } from './orders-empty'

const POLL_MS = 5000

/** The orders, newest first: views, search, rows, pages. Its whole state stands in the address. */
export function OrderList({ isSandbox }: { isSandbox: boolean }) {
  useRowKeys()
  const [state, setState] = useQueryStates(ORDER_LIST_URL)
  const clear = () => void setState({ q: null, view: null, after: null, before: null })
  const turn = (page: Pick<OrderListState, 'after' | 'before'>) =>
    void setState(page, { history: 'push', scroll: true })
  return (
    <div className={classes.page}>
      <OrderFilters
        view={state.view}
        search={state.q}
        onView={(view) =>
          void setState({ view, after: null, before: null }, { history: 'push', scroll: true })
        }
        onSearch={(q) => void setState({ q, after: null, before: null })}
      />
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
  if (!data) return <TableSkeleton columns={ORDER_COLUMNS} layout={classes.columns} />
  const { rows, previous, next } = data
  if (rows.length === 0)
    return <OrdersEmpty state={state} isSandbox={isSandbox} onClear={onClear} />
  return (
    <>
      <VisuallyHidden role="status">{countWords(rows.length)}</VisuallyHidden>
      <StaleBar isStale={error !== null} />
      <div className={classes.rows} data-stale={isPlaceholderData || undefined}>
        <DataTable
          label="Orders"
          columns={ORDER_COLUMNS}
          rows={rows}
          rowId={(order) => order.id}
          layout={classes.columns}
        />
      </div>
      <Pager
        summary={`${countWords(rows.length)} on this page`}
        onPrevious={previous ? () => onTurn({ after: null, before: previous }) : undefined}
        onNext={next ? () => onTurn({ after: next, before: null }) : undefined}
      />
    </>
  )
}

const countWords = (count: number) => (count === 1 ? '1 order' : `${count} orders`)
