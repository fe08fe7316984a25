'use client'

import { Button, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import {
  EXCEPTION_SEVERITIES,
  EXCEPTION_STAGES,
  INBOX_AGE_NAMES,
  type InboxAge,
} from '@/domain/exception/inbox'
import { regionName } from '@/domain/text/intl-formats'
import { AGE_LABELS, KIND_OPTIONS, SEVERITY_LABELS, STAGE_LABELS } from '../exception-labels'
import classes from './inbox-head.module.css'
import { countFilters, type InboxState, NO_FILTERS } from './inbox-url'

const STALE_MS = 60_000

type Props = {
  state: InboxState
  onFilter: (change: Partial<Pick<InboxState, keyof typeof NO_FILTERS>>) => void
}

/** Renders the filters of the inbox. */
export function InboxFilters({ state, onFilter }: Props) {
  const trpc = useTRPC()
  const { locale } = useViewerLocale()
  const { data } = useQuery(
    trpc.exceptions.filters.queryOptions(undefined, { staleTime: STALE_MS }),
  )
  const countries = data?.countries.map((value) => ({ value, label: regionName(value, locale) }))
  const shops = data?.storefronts.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <div className={classes.filters}>
      <FilterSelect
        label="Kind"
        data={KIND_OPTIONS}
        value={state.kind}
        onChange={(kind) => onFilter({ kind })}
      />
      <FilterSelect
        label="Severity"
        data={EXCEPTION_SEVERITIES.map((value) => ({ value, label: SEVERITY_LABELS[value].label }))}
        value={state.severity}
        onChange={(severity) => onFilter({ severity: severity as InboxState['severity'] })}
      />
      <FilterSelect
        label="Stage"
        data={EXCEPTION_STAGES.map((value) => ({ value, label: STAGE_LABELS[value] }))}
        value={state.stage}
        onChange={(stage) => onFilter({ stage: stage as InboxState['stage'] })}
      />
      <FilterSelect
        label="Storefront"
        data={shops ?? []}
        value={state.storefront}
        onChange={(storefront) => onFilter({ storefront })}
      />
      <FilterSelect
        label="Country"
        data={countries ?? []}
        value={state.country}
        onChange={(country) => onFilter({ country })}
      />
      <FilterSelect
        label="Gateway"
        data={data?.gateways ?? []}
        value={state.gateway}
        onChange={(gateway) => onFilter({ gateway })}
      />
      <FilterSelect
        label="Age"
        data={INBOX_AGE_NAMES.map((value) => ({ value, label: AGE_LABELS[value] }))}
        value={state.age}
        onChange={(age) => onFilter({ age: age as InboxAge | null })}
      />
      {countFilters(state) > 0 && (
        <Button variant="default" onClick={() => onFilter(NO_FILTERS)}>
          Clear {state.cause === null ? 'filters' : 'group and filters'}
        </Button>
      )}
    </div>
  )
}

type FilterSelectProps = {
  label: string
  data: (string | { value: string; label: string })[]
  value: string | null
  onChange: (value: string | null) => void
}

function FilterSelect({ label, data, value, onChange }: FilterSelectProps) {
  return (
    <Select
      aria-label={label}
      placeholder={`Any ${label.toLowerCase()}`}
      clearable
      searchable
      data={data}
      value={value}
      onChange={onChange}
    />
  )
}
