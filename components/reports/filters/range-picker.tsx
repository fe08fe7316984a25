'use client'

import { Button, Popover, TextInput, UnstyledButton } from '@mantine/core'
import { IconCalendar } from '@tabler/icons-react'
import { useState } from 'react'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { daysText } from '@/domain/reports/report-days'
import type { ReportInput } from '@/domain/reports/report-input'
import type { ReportPage } from '@/domain/reports/report-pages'
import {
  defaultsOf,
  PRESET_LABELS,
  RANGE_PRESETS,
  type RangePreset,
  type ReportState,
} from '@/domain/reports/report-state'
import classes from './report-filters.module.css'

type RangeChange = Pick<ReportState, 'range' | 'from' | 'to'>
type Props = {
  input: ReportInput
  state: ReportState
  page: ReportPage
  onChange: (change: RangeChange) => void
}

/** Selects the date range of the report: a relative preset or custom dates. */
export function RangePicker({ input, state, page, onChange }: Props) {
  const { locale } = useViewerLocale()
  const [isOpen, setOpen] = useState(false)
  const preset = state.from && state.to ? undefined : (state.range ?? defaultsOf(page).range)
  const days = daysText(input.from, input.to, locale)
  const select = (change: RangeChange) => {
    onChange(change)
    setOpen(false)
  }
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" trapFocus withinPortal>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconCalendar size={16} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
          aria-label={`Range: ${preset ? `${PRESET_LABELS[preset]}, ` : ''}${days}`}
        >
          <span suppressHydrationWarning>{preset ? PRESET_LABELS[preset] : days}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.range} aria-label="Range">
        <ul>
          {RANGE_PRESETS.map((option) => (
            <li key={option}>
              <Preset preset={option} isSelected={option === preset} onSelect={select} />
            </li>
          ))}
        </ul>
        <CustomDates from={input.from} to={input.to} onSelect={select} />
      </Popover.Dropdown>
    </Popover>
  )
}

type PresetProps = {
  preset: RangePreset
  isSelected: boolean
  onSelect: (change: RangeChange) => void
}

function Preset({ preset, isSelected, onSelect }: PresetProps) {
  return (
    <UnstyledButton
      className={classes.preset}
      aria-pressed={isSelected}
      onClick={() => onSelect({ range: preset, from: null, to: null })}
    >
      {PRESET_LABELS[preset]}
    </UnstyledButton>
  )
}

type DaysProps = { from: string; to: string; onSelect: (change: RangeChange) => void }

function CustomDates({ from, to, onSelect }: DaysProps) {
  const [first, setFirst] = useState(from)
  const [last, setLast] = useState(to)
  const isValid = first !== '' && last !== '' && first <= last
  return (
    <form
      className={classes.days}
      onSubmit={(event) => {
        event.preventDefault()
        if (isValid) onSelect({ range: null, from: first, to: last })
      }}
    >
      <TextInput
        type="date"
        label="Start date"
        value={first}
        onChange={(event) => setFirst(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label="End date"
        value={last}
        error={isValid ? undefined : 'The end date must be on or after the start date.'}
        onChange={(event) => setLast(event.currentTarget.value)}
      />
      <Button type="submit">Apply dates</Button>
    </form>
  )
}
