'use client'

import { Button, VisuallyHidden } from '@mantine/core'
import { IconSearchOff, IconWebhook } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { DataTable } from '@/components/data-table/data-table'
import { Pager } from '@/components/data-table/pager'
import { TableSkeleton } from '@/components/data-table/table-skeleton'
import { useRowKeys } from '@/components/data-table/use-row-keys'
import { Failure } from '@/components/states/failure'
import { Notice } from '@/components/states/notice'
import { StaleBar } from '@/components/states/stale-bar'
import { useTRPC } from '@/components/trpc-provider'
import { DELIVERY_COLUMNS } from './delivery-columns'
import { DeliveryFilters } from './delivery-filters'
import classes from './delivery-list.module.css'
import {
  DELIVERY_LIST_URL,
  type DeliveryListState,
  deliveryListInput,
  isFiltered,
} from './delivery-list-url'

const POLL_MS = 5000
const FIRST_PAGE = { after: null, before: null }
const NO_FILTER = { q: null, topic: null, status: null, shop: null, ...FIRST_PAGE }

/** Every message the storefronts sent, newest first. Its whole state stands in the address. */
export function DeliveryList() {
  useRowKeys()
  const [state, setState] = useQueryStates(DELIVERY_LIST_URL)
  return (
    <div className={classes.page}>
      <DeliveryFilters
        state={state}
        onChange={(change) => void setState({ ...change, ...FIRST_PAGE })}
      />
      <DeliveryRows
        state={state}
        onClear={() => void setState(NO_FILTER)}
        onTurn={(page) => void setState(page, { history: 'push', scroll: true })}
      />
    </div>
  )
}

type RowsProps = {
  state: DeliveryListState
  onClear: () => void
  onTurn: (page: Pick<DeliveryListState, 'after' | 'before'>) => void
}

function DeliveryRows({ state, onClear, onTurn }: RowsProps) {
  const trpc = useTRPC()
  const { data, error, refetch, isFetching, isPlaceholderData } = useQuery(
    trpc.deliveries.list.queryOptions(deliveryListInput(state), {
      placeholderData: keepPreviousData,
      refetchInterval: POLL_MS,
    }),
  )
  if (error && !data)
    return (
      <Failure title="The deliveries could not be loaded" query={{ error, refetch, isFetching }} />
    )
  if (!data) return <TableSkeleton columns={DELIVERY_COLUMNS} layout={classes.columns} />
  const { rows, previous, next } = data
  if (rows.length === 0) return <Empty isFiltered={isFiltered(state)} onClear={onClear} />
  return (
    <>
      <VisuallyHidden role="status">{countWords(rows.length)}</VisuallyHidden>
      <StaleBar isStale={error !== null} />
      <div className={classes.rows} data-stale={isPlaceholderData || undefined}>
        <DataTable
          label="Deliveries"
          columns={DELIVERY_COLUMNS}
          rows={rows}
          rowId={(delivery) => delivery.id}
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

const countWords = (count: number) => (count === 1 ? '1 delivery' : `${count} deliveries`)

function Empty({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  if (!isFiltered)
    return (
      <Notice icon={<IconWebhook size={20} />} title="No deliveries yet">
        <p>Every message a storefront sends is kept here as it came, with what became of it.</p>
      </Notice>
    )
  return (
    <Notice
      icon={<IconSearchOff size={20} />}
      title="No delivery matches"
      actions={
        <Button variant="default" onClick={onClear}>
          Show all deliveries
        </Button>
      }
    >
      <p>The search takes whole ids and order numbers, not parts of them.</p>
    </Notice>
  )
}
