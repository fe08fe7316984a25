'use client'

import { Autocomplete, Button, Pill, Popover, Select } from '@mantine/core'
import { IconFilterPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '@/components/trpc-provider'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { COUNTRY_CODES } from '@/domain/address/countries'
import { CURRENCY_CODES } from '@/domain/money/money'
import type { ReportInput } from '@/domain/reports/report-input'
import { REPORT_FILTERS, type ReportState } from '@/domain/reports/report-state'
import { regionName } from '@/domain/text/intl-formats'
import { FILTER_LABELS } from '../report-labels'
import classes from './report-filters.module.css'

type FilterName = (typeof REPORT_FILTERS)[number]
type FilterChange = Partial<Pick<ReportState, FilterName>>
type Props = { input: ReportInput; onChange: (change: FilterChange) => void }
type Option = { value: string; label: string }

const STALE_MS = 300_000

/** What the report is narrowed down to, each with a way to take it off. */
export function FilterMenu({ input, onChange }: Props) {
  const options = useOptions()
  const set = REPORT_FILTERS.filter((name) => input[name] !== undefined)
  return (
    <>
      <Popover position="bottom-start" width={280} trapFocus withinPortal>
        <Popover.Target>
          <Button variant="default" leftSection={<IconFilterPlus size={16} aria-hidden />}>
            Filter
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label="Filters" className={classes.fields}>
          {(['storefront', 'country', 'currency'] as const).map((name) => (
            <Select
              key={name}
              label={FILTER_LABELS[name]}
              placeholder="Any"
              data={options[name]}
              value={input[name] ?? null}
              searchable
              clearable
              limit={300}
              openOnFocus={false}
              comboboxProps={{ withinPortal: false }}
              onChange={(value) => onChange({ [name]: value })}
            />
          ))}
          <GatewayField
            value={input.gateway ?? null}
            gateways={options.gateway}
            onChange={onChange}
          />
        </Popover.Dropdown>
      </Popover>
      {set.map((name) => {
        const value = input[name] ?? ''
        const words = options[name].find((option) => option.value === value)?.label ?? value
        const label = `${FILTER_LABELS[name]}: ${words}`
        return (
          <Pill
            key={name}
            withRemoveButton
            onRemove={() => onChange({ [name]: null })}
            removeButtonProps={{
              'aria-label': `Remove the filter ${label}`,
              'aria-hidden': false,
              tabIndex: 0,
            }}
          >
            <bdi suppressHydrationWarning>{label}</bdi>
          </Pill>
        )
      })}
    </>
  )
}

type GatewayProps = { value: string | null; gateways: Option[]; onChange: Props['onChange'] }

/** A gateway by its name; those in use are offered. It applies with Enter or on leaving. */
function GatewayField({ value, gateways, onChange }: GatewayProps) {
  const [text, setText] = useState(value ?? '')
  const apply = (next: string) => {
    if (next.trim() !== (value ?? '')) onChange({ gateway: next.trim() || null })
  }
  return (
    <Autocomplete
      label={FILTER_LABELS.gateway}
      placeholder="Any"
      data={gateways.map((gateway) => gateway.value)}
      value={text}
      maxLength={100}
      openOnFocus={false}
      comboboxProps={{ withinPortal: false }}
      onChange={setText}
      onOptionSubmit={apply}
      onBlur={() => apply(text)}
      onKeyDown={(event) => event.key === 'Enter' && apply(text)}
    />
  )
}

/** What each filter can be set to, in the reader's words. */
function useOptions(): Record<FilterName, Option[]> {
  const { locale } = useViewerLocale()
  const trpc = useTRPC()
  const choices = useQuery(
    trpc.reportSettings.choices.queryOptions(undefined, { staleTime: STALE_MS }),
  ).data
  return {
    storefront: (choices?.storefronts ?? []).map(({ id, name }) => ({ value: id, label: name })),
    country: COUNTRY_CODES.map((code) => ({ value: code, label: regionName(code, locale) })),
    currency: CURRENCY_CODES.map(plain),
    gateway: (choices?.gateways ?? []).map(plain),
  }
}

const plain = (value: string): Option => ({ value, label: value })
