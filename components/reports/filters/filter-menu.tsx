'use client'

import { Autocomplete, Button, Pill, Popover, Select } from '@mantine/core'
import { IconFilterPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReportInput } from '@/domain/reports/report-input'
import { REPORT_FILTERS, type ReportState } from '@/domain/reports/report-state'
import { FILTER_LABELS } from '../report-labels'
import classes from './report-filters.module.css'
import { type FilterName, type FilterOption, useFilterOptions } from './use-filter-options'

type FilterChange = Partial<Pick<ReportState, FilterName>>
type Options = Record<FilterName, FilterOption[]>
type Props = { input: ReportInput; onChange: (change: FilterChange) => void }

/** The filters of the report: a menu to set them, and pills to remove them. */
export function FilterMenu({ input, onChange }: Props) {
  const options = useFilterOptions()
  return (
    <>
      <Popover position="bottom-start" width={280} trapFocus withinPortal>
        <Popover.Target>
          <Button variant="default" leftSection={<IconFilterPlus size={16} aria-hidden />}>
            Filter
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label="Filters" className={classes.fields}>
          <FilterFields input={input} options={options} onChange={onChange} />
        </Popover.Dropdown>
      </Popover>
      {REPORT_FILTERS.filter((name) => input[name] !== undefined).map((name) => (
        <FilterPill
          key={name}
          name={name}
          value={input[name] ?? ''}
          options={options[name]}
          onRemove={() => onChange({ [name]: null })}
        />
      ))}
    </>
  )
}

function FilterFields({ input, options, onChange }: Props & { options: Options }) {
  return (
    <>
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
      <GatewayField value={input.gateway ?? null} gateways={options.gateway} onChange={onChange} />
    </>
  )
}

type PillProps = {
  name: FilterName
  value: string
  options: FilterOption[]
  onRemove: () => void
}

function FilterPill({ name, value, options, onRemove }: PillProps) {
  const valueLabel = options.find((option) => option.value === value)?.label ?? value
  const label = `${FILTER_LABELS[name]}: ${valueLabel}`
  return (
    <Pill
      withRemoveButton
      onRemove={onRemove}
      removeButtonProps={{
        'aria-label': `Remove filter ${label}`,
        'aria-hidden': false,
        tabIndex: 0,
      }}
    >
      <bdi suppressHydrationWarning>{label}</bdi>
    </Pill>
  )
}

type GatewayProps = {
  value: string | null
  gateways: FilterOption[]
  onChange: Props['onChange']
}

/** Free text with the gateways in use as suggestions. Applies on Enter or on blur. */
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
