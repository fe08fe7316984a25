'use client'

import { Select } from '@mantine/core'
import { CADENCES, type Cadence } from '@/domain/reports/report-schedule'
import classes from './dialogs.module.css'
import { hourLabel, WEEKDAYS } from './schedule-labels'

export type TimingEntry = { cadence: Cadence; weekday: string; hour: string }

export const EMPTY_TIMING: TimingEntry = { cadence: 'daily', weekday: '1', hour: '7' }

const CADENCE_LABELS: Record<Cadence, string> = { daily: 'Daily', weekly: 'Weekly' }
const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: hourLabel(hour),
}))
const DAYS = WEEKDAYS.map((label, i) => ({ value: String(i + 1), label }))

type Props = {
  timing: TimingEntry
  timeZone: string
  onChange: (timing: TimingEntry) => void
}

/** When a scheduled email is sent. */
export function TimingFields({ timing, timeZone, onChange }: Props) {
  const { cadence, weekday, hour } = timing
  return (
    <div className={classes.pair}>
      <Select
        label="Frequency"
        data={CADENCES.map((value) => ({ value, label: CADENCE_LABELS[value] }))}
        value={cadence}
        allowDeselect={false}
        onChange={(value) => value && onChange({ ...timing, cadence: value })}
      />
      {cadence === 'weekly' && (
        <Select
          label="Day"
          data={DAYS}
          value={weekday}
          allowDeselect={false}
          onChange={(value) => value && onChange({ ...timing, weekday: value })}
        />
      )}
      <Select
        label={`Time (${timeZone})`}
        data={HOURS}
        value={hour}
        allowDeselect={false}
        onChange={(value) => value && onChange({ ...timing, hour: value })}
      />
    </div>
  )
}
