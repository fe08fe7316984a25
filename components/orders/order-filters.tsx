'use client'

import { UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { SearchField } from '@/components/data-table/search-field'
import { useReader } from '@/components/reader/reader'
import { useTRPC } from '@/components/trpc-provider'
import {
  COUNT_CAP,
  ORDER_VIEW_NAMES,
  ORDER_VIEWS,
  type OrderView,
} from '@/server/domain/order-views'
import classes from './order-filters.module.css'

const POLL_MS = 15_000

type Props = {
  view: OrderView
  search: string
  onView: (view: OrderView) => void
  onSearch: (search: string) => void
}

/** The head of the orders list: its views with their counts, and the search. */
export function OrderFilters({ view, search, onView, onSearch }: Props) {
  const trpc = useTRPC()
  const counts = useQuery(trpc.orders.counts.queryOptions(undefined, { refetchInterval: POLL_MS }))
  return (
    <header className={classes.head}>
      <div className={classes.title}>
        <h1>Orders</h1>
        <nav className={classes.views} aria-label="Views">
          {ORDER_VIEW_NAMES.map((name) => (
            <UnstyledButton
              key={name}
              className={classes.view}
              aria-current={name === view ? 'true' : undefined}
              onClick={() => onView(name)}
            >
              {ORDER_VIEWS[name].label}
              <Count value={counts.data?.[name]} isTrouble={name === 'attention'} />
            </UnstyledButton>
          ))}
        </nav>
      </div>
      <SearchField
        value={search}
        onSearch={onSearch}
        label="Search orders"
        placeholder="Search by number, name or e-mail"
      />
    </header>
  )
}

function Count({ value, isTrouble }: { value: number | undefined; isTrouble: boolean }) {
  const { locale } = useReader()
  if (value === undefined) return null
  const text = new Intl.NumberFormat(locale).format(Math.min(value, COUNT_CAP))
  return (
    <span
      className={classes.count}
      data-trouble={(isTrouble && value > 0) || undefined}
      suppressHydrationWarning
    >
      {value > COUNT_CAP ? `${text}+` : text}
    </span>
  )
}
