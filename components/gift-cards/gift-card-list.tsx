'use client'

import { Button, VisuallyHidden } from '@mantine/core'
import { IconGift, IconSearchOff } from '@tabler/icons-react'
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
import { GIFT_CARD_COLUMNS } from './gift-card-columns'
import { GiftCardFilters } from './gift-card-filters'
import classes from './gift-card-list.module.css'
import { GIFT_CARD_LIST_URL, type GiftCardListState, giftCardListInput } from './gift-card-list-url'

const POLL_MS = 15_000
const FIRST_PAGE = { after: null, before: null }
const NO_FILTER = { q: null, state: null, ...FIRST_PAGE }

/** Every gift card that we issued, newest first. Its whole state stands in the address. */
export function GiftCardList() {
  useRowKeys()
  const [state, setState] = useQueryStates(GIFT_CARD_LIST_URL)
  return (
    <div className={classes.page}>
      <GiftCardFilters
        state={state}
        onChange={(change) => void setState({ ...change, ...FIRST_PAGE })}
      />
      <GiftCardRows
        state={state}
        onClear={() => void setState(NO_FILTER)}
        onTurn={(page) => void setState(page, { history: 'push', scroll: true })}
      />
    </div>
  )
}

type RowsProps = {
  state: GiftCardListState
  onClear: () => void
  onTurn: (page: Pick<GiftCardListState, 'after' | 'before'>) => void
}

function GiftCardRows({ state, onClear, onTurn }: RowsProps) {
  const trpc = useTRPC()
  const { data, error, refetch, isFetching, isPlaceholderData } = useQuery(
    trpc.giftCards.list.queryOptions(giftCardListInput(state), {
      placeholderData: keepPreviousData,
      refetchInterval: POLL_MS,
    }),
  )
  if (error && !data)
    return (
      <Failure title="The gift cards could not be loaded" query={{ error, refetch, isFetching }} />
    )
  if (!data) return <TableSkeleton columns={GIFT_CARD_COLUMNS} layout={classes.columns} />
  const { rows, previous, next } = data
  if (rows.length === 0) return <Empty state={state} onClear={onClear} />
  return (
    <>
      <VisuallyHidden role="status">{countWords(rows.length)}</VisuallyHidden>
      <StaleBar isStale={error !== null} />
      <div className={classes.rows} data-stale={isPlaceholderData || undefined}>
        <DataTable
          label="Gift cards"
          columns={GIFT_CARD_COLUMNS}
          rows={rows}
          rowId={(card) => card.id}
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

const countWords = (count: number) => (count === 1 ? '1 gift card' : `${count} gift cards`)

function Empty({ state, onClear }: { state: GiftCardListState; onClear: () => void }) {
  if (state.q.trim() === '' && state.state === null)
    return (
      <Notice icon={<IconGift size={20} />} title="No gift cards yet">
        <p>A refund as a gift card issues one. Its balance and its ledger appear here.</p>
      </Notice>
    )
  return (
    <Notice
      icon={<IconSearchOff size={20} />}
      title="No gift card matches"
      actions={
        <Button variant="default" onClick={onClear}>
          Show all gift cards
        </Button>
      }
    >
      <p>The search takes a whole code, its last four characters, an order number or an e-mail.</p>
    </Notice>
  )
}
