'use client'

import { Button, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { EXCEPTION_SEVERITIES, EXCEPTION_STAGES, INBOX_AGE_NAMES } from '@/domain/exception/inbox'
import { regionName } from '@/domain/text/intl-formats'
import { AGE_LABELS, KIND_OPTIONS, SEVERITY_LABELS, STAGE_LABELS } from '../exception-labels'
import classes from './inbox-head.module.css'
import { countFilters, type InboxState, NO_FILTERS } from './inbox-url'

const STALE_MS = 60_000

type Props = {
  state: InboxState
  onFilter: (change: Partial<Pick<InboxState, keyof typeof NO_FILTERS>>) => void
}

const SEVERITY_OPTIONS = EXCEPTION_SEVERITIES.map((value) => ({
  value,
  label: SEVERITY_LABELS[value].label,
}))
const STAGE_OPTIONS = EXCEPTION_STAGES.map((value) => ({ value, label: STAGE_LABELS[value] }))
const AGE_OPTIONS = INBOX_AGE_NAMES.map((value) => ({ value, label: AGE_LABELS[value] }))

/** Renders the filters of the inbox. */
export function InboxFilters({ state, onFilter }: Props) {
  const options = useFilterOptions()
  const filter = (label: string, name: FilterName, data: Options) => (
    <FilterSelect
      label={label}
      data={data}
      value={state[name]}
      // Selects only offer values of their filter.
      onChange={(value) => onFilter({ [name]: value })}
    />
  )
  return (
    <div className={classes.filters}>
      {filter('Kind', 'kind', KIND_OPTIONS)}
      {filter('Severity', 'severity', SEVERITY_OPTIONS)}
      {filter('Stage', 'stage', STAGE_OPTIONS)}
      {filter('Storefront', 'storefront', options.storefronts)}
      {filter('Country', 'country', options.countries)}
      {filter('Gateway', 'gateway', options.gateways)}
      {filter('Age', 'age', AGE_OPTIONS)}
      {countFilters(state) > 0 && (
        <Button variant="default" onClick={() => onFilter(NO_FILTERS)}>
          Clear {state.cause === null ? 'filters' : 'group and filters'}
        </Button>
      )}
    </div>
  )
}

type FilterName = Exclude<keyof typeof NO_FILTERS, 'cause'>
type Options = (string | { value: string; label: string })[]

/** Returns the options that depend on the stored exceptions; empty while they load. */
function useFilterOptions(): Record<'storefronts' | 'countries' | 'gateways', Options> {
  const trpc = useTRPC()
  const { locale } = useViewerLocale()
  const { data } = useQuery(
    trpc.exceptions.filters.queryOptions(undefined, { staleTime: STALE_MS }),
  )
  const { storefronts = [], countries = [], gateways = [] } = data ?? {}
  return {
    storefronts: storefronts.map(({ id, name }) => ({ value: id, label: name })),
    countries: countries.map((value) => ({ value, label: regionName(value, locale) })),
    gateways,
  }
}

type FilterSelectProps = {
  label: string
  data: Options
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
