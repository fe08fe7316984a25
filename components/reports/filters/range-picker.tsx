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

/** The days of the report: a preset that moves with the days, or days of one's own. */
export function RangePicker({ input, state, page, onChange }: Props) {
  const { locale } = useViewerLocale()
  const [isOpen, setOpen] = useState(false)
  const preset = state.from && state.to ? undefined : (state.range ?? defaultsOf(page).range)
  const days = daysText(input.from, input.to, locale)
  const choose = (change: RangeChange) => {
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
          {RANGE_PRESETS.map((each) => (
            <li key={each}>
              <Preset preset={each} isChosen={each === preset} onChoose={choose} />
            </li>
          ))}
        </ul>
        <OwnDays from={input.from} to={input.to} onChoose={choose} />
      </Popover.Dropdown>
    </Popover>
  )
}

type PresetProps = {
  preset: RangePreset
  isChosen: boolean
  onChoose: (change: RangeChange) => void
}

function Preset({ preset, isChosen, onChoose }: PresetProps) {
  return (
    <UnstyledButton
      className={classes.preset}
      aria-pressed={isChosen}
      onClick={() => onChoose({ range: preset, from: null, to: null })}
    >
      {PRESET_LABELS[preset]}
    </UnstyledButton>
  )
}

type DaysProps = { from: string; to: string; onChoose: (change: RangeChange) => void }

function OwnDays({ from, to, onChoose }: DaysProps) {
  const [first, setFirst] = useState(from)
  const [last, setLast] = useState(to)
  const isRight = first !== '' && last !== '' && first <= last
  return (
    <form
      className={classes.days}
      onSubmit={(event) => {
        event.preventDefault()
        if (isRight) onChoose({ range: null, from: first, to: last })
      }}
    >
      <TextInput
        type="date"
        label="First day"
        value={first}
        onChange={(event) => setFirst(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label="Last day"
        value={last}
        error={isRight ? undefined : 'The last day is not before the first.'}
        onChange={(event) => setLast(event.currentTarget.value)}
      />
      <Button type="submit">Show these days</Button>
    </form>
  )
}
