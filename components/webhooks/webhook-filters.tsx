'use client'

import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { SearchField } from '@/components/data-table/search-field'
import { DELIVERY_LABELS } from '@/components/status/labels'
import { useTRPC } from '@/components/trpc-provider'
import { DELIVERY_STATUSES, type DeliveryStatus } from '@/domain/webhook/webhook-status'
import classes from './webhook-filters.module.css'
import type { DeliveryListState } from './webhook-list-url'

type Props = {
  state: DeliveryListState
  onChange: (change: Partial<Pick<DeliveryListState, 'q' | 'topic' | 'status' | 'shop'>>) => void
}

const STATUSES = DELIVERY_STATUSES.map((value) => ({ value, label: DELIVERY_LABELS[value].label }))

/** The head of the deliveries list: search, topic, status, storefront. */
export function DeliveryFilters({ state, onChange }: Props) {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.deliveries.filters.queryOptions())
  return (
    <header className={classes.head}>
      <h1>Deliveries</h1>
      <div className={classes.filters}>
        <SearchField
          value={state.q}
          onSearch={(q) => onChange({ q })}
          label="Search deliveries"
          placeholder="Delivery id, order id or order number"
        />
        <Select
          aria-label="Topic"
          placeholder="Any topic"
          clearable
          searchable
          data={data?.topics ?? []}
          value={state.topic}
          onChange={(topic) => onChange({ topic })}
        />
        <Select
          aria-label="Status"
          placeholder="Any status"
          clearable
          data={STATUSES}
          value={state.status}
          onChange={(status) => onChange({ status: status as DeliveryStatus | null })}
        />
        <Select
          aria-label="Storefront"
          placeholder="Any storefront"
          clearable
          searchable
          data={data?.shops ?? []}
          value={state.shop}
          onChange={(shop) => onChange({ shop })}
        />
      </div>
    </header>
  )
}
