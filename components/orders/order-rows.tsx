'use client'

import { Button, VisuallyHidden } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useSelection } from '@/components/bulk/use-selection'
import { Pager } from '@/components/data-table/pager'
import { TableSkeleton } from '@/components/data-table/table-skeleton'
import { Failure } from '@/components/states/failure'
import { StaleBar } from '@/components/states/stale-bar'
import { useTRPC } from '@/components/trpc-provider'
import { visibleColumns } from './column-names'
import { OrderBulkBar } from './order-bulk-bar'
import { orderColumns } from './order-columns'
import classes from './order-list.module.css'
import { type OrderListState, orderListInput } from './order-list-url'
import { type ListPosition, MAX_PAGES, ORDER_PAGES } from './order-pages'
import { OrderTable } from './order-table'
import { OrdersEmpty } from './orders-empty'
import { useListAnchor } from './use-list-anchor'

const POLL_MS = 5000
const SLOW_POLL_MS = 20_000
/** Lists with more pages than this are refetched at the slow rate. */
const FAST_POLL_MAX_PAGES = 3

type Props = {
  state: OrderListState
  isSandbox: boolean
  onClear: () => void
  onTurn: (page: ListPosition) => void
  onScrolled: (position: ListPosition) => void
}

/** The rows of the list. Loads more pages on scroll, up to MAX_PAGES; the pager goes beyond them. */
export function OrderRows({ state, isSandbox, onClear, onTurn, onScrolled }: Props) {
  const selection = useSelection()
  const { start, scrollTo } = useListAnchor(
    { after: state.after, before: state.before },
    onScrolled,
  )
  const { data, error, refetch, isFetching, isPlaceholderData, hasNextPage, ...more } = usePages({
    ...state,
    ...start,
  })
  if (error && !data)
    return <Failure title="Couldn't load orders" query={{ error, refetch, isFetching }} />
  if (!data) return <RowsSkeleton columns={state.columns} />
  const { pages } = data
  const rowCount = pages.reduce((sum, page) => sum + page.rows.length, 0)
  if (rowCount === 0) return <OrdersEmpty state={state} isSandbox={isSandbox} onClear={onClear} />
  const previous = pages.at(0)?.previous
  const next = pages.at(-1)?.next
  const isComplete = !hasNextPage || pages.length >= MAX_PAGES
  const isIdle = !isPlaceholderData && !more.isFetchingNextPage && !more.isFetchNextPageError
  const goToPrevious = previous ? () => onTurn({ after: null, before: previous }) : undefined
  return (
    <>
      <VisuallyHidden role="status">{countLabel(rowCount)}</VisuallyHidden>
      <StaleBar isStale={error !== null} />
      {goToPrevious && <NewerButton onClick={goToPrevious} />}
      <OrderTable
        pages={pages}
        start={start}
        columns={state.columns}
        selection={selection}
        isStale={isPlaceholderData}
        canGrow={!isComplete && isIdle}
        onNearEnd={() => void more.fetchNextPage()}
        onPage={scrollTo}
      />
      <Pager
        summary={
          isComplete ? `${countLabel(rowCount)} on this page` : 'Scroll down for more orders'
        }
        onPrevious={goToPrevious}
        onNext={next ? () => onTurn({ after: next, before: null }) : undefined}
      />
      <OrderBulkBar state={state} selection={selection} />
    </>
  )
}

function RowsSkeleton({ columns }: Pick<OrderListState, 'columns'>) {
  const all = [{ id: 'select', header: '' }, ...orderColumns(visibleColumns(columns))]
  return <TableSkeleton columns={all} layout={classes.columns} />
}

function NewerButton({ onClick }: { onClick: () => void }) {
  return (
    <Button variant="subtle" className={classes.newer} onClick={onClick}>
      Show newer orders
    </Button>
  )
}

function usePages(state: OrderListState) {
  const trpc = useTRPC()
  return useInfiniteQuery(
    trpc.orders.list.infiniteQueryOptions(orderListInput(state), {
      ...ORDER_PAGES,
      placeholderData: keepPreviousData,
      refetchInterval: ({ state: { data } }) =>
        (data?.pages.length ?? 0) > FAST_POLL_MAX_PAGES ? SLOW_POLL_MS : POLL_MS,
    }),
  )
}

const countLabel = (count: number) => (count === 1 ? '1 order' : `${count} orders`)
