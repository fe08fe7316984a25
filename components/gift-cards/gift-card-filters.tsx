'use client'

import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { SearchField } from '@/components/data-table/search-field'
import { Money } from '@/components/money/money'
import { GIFT_CARD_LABELS } from '@/components/status/labels'
import { useTRPC } from '@/components/trpc-provider'
import { GIFT_CARD_STATES, type GiftCardState } from '@/domain/gift-card/gift-card-state'
import classes from './gift-card-list.module.css'
import type { GiftCardListState } from './gift-card-list-url'

type Props = {
  state: GiftCardListState
  onChange: (change: Partial<Pick<GiftCardListState, 'q' | 'state'>>) => void
}

const STATES = GIFT_CARD_STATES.map((value) => ({ value, label: GIFT_CARD_LABELS[value].label }))

/** The header of the gift cards list: outstanding balance, search and status filter. */
export function GiftCardFilters({ state, onChange }: Props) {
  return (
    <header className={classes.head}>
      <h1>Gift cards</h1>
      <Liability />
      <div className={classes.filters}>
        <SearchField
          value={state.q}
          onSearch={(q) => onChange({ q })}
          label="Search gift cards"
          placeholder="Code, last 4, order number or email"
        />
        <Select
          aria-label="Status"
          placeholder="Any status"
          clearable
          data={STATES}
          value={state.state}
          onChange={(value) => onChange({ state: value as GiftCardState | null })}
        />
      </div>
    </header>
  )
}

/** The total outstanding balance of all active cards, per currency. */
function Liability() {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.giftCards.liability.queryOptions())
  return (
    <p className={classes.liability}>
      {data?.length === 0 && 'No outstanding gift card balance.'}
      {data && data.length > 0 && 'Outstanding balance: '}
      {data?.map(({ currency, balanceMinor, cards }, index) => (
        <span key={currency}>
          {index > 0 && ', '}
          <Money minor={balanceMinor} currency={currency} /> on{' '}
          {cards === 1 ? '1 card' : `${cards} cards`}
        </span>
      ))}
    </p>
  )
}
