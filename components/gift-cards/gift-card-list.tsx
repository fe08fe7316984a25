'use client'

import { Button } from '@mantine/core'
import { IconGift, IconSearchOff } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { FIRST_PAGE, PagedRows, type PageTurn } from '@/components/data-table/paged-rows'
import { useRowKeys } from '@/components/data-table/use-row-keys'
import { Notice } from '@/components/states/notice'
import { useTRPC } from '@/components/trpc-provider'
import { GIFT_CARD_COLUMNS } from './gift-card-columns'
import { GiftCardFilters } from './gift-card-filters'
import classes from './gift-card-list.module.css'
import { GIFT_CARD_LIST_URL, type GiftCardListState, giftCardListInput } from './gift-card-list-url'

const POLL_MS = 15_000
const NO_FILTERS = { q: null, state: null, ...FIRST_PAGE }

/** All issued gift cards, newest first. All state is in the URL. */
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
        onClear={() => void setState(NO_FILTERS)}
        onTurn={(page) => void setState(page, { history: 'push', scroll: true })}
      />
    </div>
  )
}

type RowsProps = {
  state: GiftCardListState
  onClear: () => void
  onTurn: (page: PageTurn) => void
}

function GiftCardRows({ state, onClear, onTurn }: RowsProps) {
  const trpc = useTRPC()
  const query = useQuery(
    trpc.giftCards.list.queryOptions(giftCardListInput(state), {
      placeholderData: keepPreviousData,
      refetchInterval: POLL_MS,
    }),
  )
  return (
    <PagedRows
      query={query}
      noun={{ one: 'gift card', many: 'gift cards' }}
      columns={GIFT_CARD_COLUMNS}
      rowId={(card) => card.id}
      layout={classes.columns}
      empty={<Empty state={state} onClear={onClear} />}
      onTurn={onTurn}
    />
  )
}

function Empty({ state, onClear }: { state: GiftCardListState; onClear: () => void }) {
  if (state.q.trim() === '' && state.state === null)
    return (
      <Notice icon={<IconGift size={20} />} title="No gift cards yet">
        <p>Gift cards appear here when a refund is issued as a gift card.</p>
      </Notice>
    )
  return (
    <Notice
      icon={<IconSearchOff size={20} />}
      title="No matching gift cards"
      actions={
        <Button variant="default" onClick={onClear}>
          Show all gift cards
        </Button>
      }
    >
      <p>Search by full code, last 4 characters, order number or email.</p>
    </Notice>
  )
}
