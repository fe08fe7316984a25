'use client'

import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { SearchField } from '@/components/data-table/search-field'
import { WEBHOOK_LABELS } from '@/components/status/labels'
import { useTRPC } from '@/components/trpc-provider'
import { WEBHOOK_STATUSES, type WebhookStatus } from '@/domain/webhook/webhook-status'
import classes from './webhook-filters.module.css'
import type { WebhookListState } from './webhook-list-url'

type Props = {
  state: WebhookListState
  onChange: (change: Partial<Pick<WebhookListState, 'q' | 'topic' | 'status' | 'shop'>>) => void
}

const STATUSES = WEBHOOK_STATUSES.map((value) => ({ value, label: WEBHOOK_LABELS[value].label }))

/** The header of the webhooks list: search and the topic, status and storefront filters. */
export function WebhookFilters({ state, onChange }: Props) {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.webhooks.filters.queryOptions())
  return (
    <header className={classes.head}>
      <h1>Webhooks</h1>
      <div className={classes.filters}>
        <SearchField
          value={state.q}
          onSearch={(q) => onChange({ q })}
          label="Search webhooks"
          placeholder="Webhook ID, order ID or order number"
        />
        <SearchableSelect
          label="Topic"
          placeholder="Any topic"
          options={data?.topics}
          value={state.topic}
          onChange={(topic) => onChange({ topic })}
        />
        <Select
          aria-label="Status"
          placeholder="Any status"
          clearable
          data={STATUSES}
          value={state.status}
          onChange={(status) => onChange({ status: status as WebhookStatus | null })}
        />
        <SearchableSelect
          label="Storefront"
          placeholder="Any storefront"
          options={data?.shops}
          value={state.shop}
          onChange={(shop) => onChange({ shop })}
        />
      </div>
    </header>
  )
}

type SelectProps = {
  label: string
  placeholder: string
  options: string[] | undefined
  value: string | null
  onChange: (value: string | null) => void
}

function SearchableSelect({ label, placeholder, options = [], value, onChange }: SelectProps) {
  return (
    <Select
      aria-label={label}
      placeholder={placeholder}
      clearable
      searchable
      data={options}
      value={value}
      onChange={onChange}
    />
  )
}
