'use client'

import { Select, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { SearchField } from '@/components/data-table/search-field'
import { useTRPC } from '@/components/trpc-provider'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { ORDER_SORTS } from '@/domain/order/order-filter'
import { ORDER_VIEW_NAMES, ORDER_VIEWS } from '@/domain/order/order-views'
import { ColumnChooser } from '../column-chooser'
import { visibleColumns } from '../column-names'
import { ExportButton } from '../export-button'
import { NO_FILTERS, type OrderListState, orderListQuery } from '../order-list-url'
import { FilterChips } from './filter-chips'
import { SORT_LABELS } from './filter-labels'
import { FilterPanel } from './filter-panel'
import classes from './order-filters.module.css'
import { SavedViews } from './saved-views'

const POLL_MS = 15_000
const SORTS = ORDER_SORTS.map((value) => ({ value, label: SORT_LABELS[value] }))

type Change = { [N in keyof OrderListState]?: OrderListState[N] | null }
type Props = { state: OrderListState; onChange: (change: Change) => void }

/** The header of the orders list: tabs with counts, search, filters, sort order and columns. */
export function OrderFilters({ state, onChange }: Props) {
  const toSort = (value: string | null) => ORDER_SORTS.find((sort) => sort === value) ?? null
  return (
    <header className={classes.head}>
      <div className={classes.title}>
        <h1>Orders</h1>
        <Views state={state} onChange={onChange} />
        <div className={classes.actions}>
          <ExportButton state={state} />
          <ColumnChooser
            shown={visibleColumns(state.columns)}
            onChange={(columns) => onChange({ columns })}
          />
        </div>
      </div>
      <div className={classes.bar}>
        <SearchField
          value={state.q}
          onSearch={(q) => onChange({ q })}
          label="Search orders"
          placeholder="Number, name, email, SKU, tracking, reference…"
        />
        <FilterPanel state={state} onChange={onChange} />
        <Select
          className={classes.sort}
          aria-label="Sort by"
          allowDeselect={false}
          data={SORTS}
          value={state.sort}
          onChange={(value) => onChange({ sort: toSort(value) })}
        />
      </div>
      <FilterChips state={state} onChange={onChange} onClear={() => onChange(NO_FILTERS)} />
    </header>
  )
}

function Views({ state, onChange }: Props) {
  const trpc = useTRPC()
  const counts = useQuery(trpc.orders.counts.queryOptions(undefined, { refetchInterval: POLL_MS }))
  return (
    <nav className={classes.views} aria-label="Views">
      {ORDER_VIEW_NAMES.map((name) => (
        <UnstyledButton
          key={name}
          className={classes.view}
          aria-current={name === state.view ? 'true' : undefined}
          onClick={() => onChange({ view: name })}
        >
          {ORDER_VIEWS[name].label}
          <Count value={counts.data?.[name]} isProblem={name === 'attention'} />
        </UnstyledButton>
      ))}
      <SavedViews query={orderListQuery(state)} />
    </nav>
  )
}

function Count({ value, isProblem }: { value: number | undefined; isProblem: boolean }) {
  const { locale } = useViewerLocale()
  if (value === undefined) return null
  return (
    <span
      className={classes.count}
      data-trouble={(isProblem && value > 0) || undefined}
      suppressHydrationWarning
    >
      {new Intl.NumberFormat(locale).format(value)}
    </span>
  )
}
