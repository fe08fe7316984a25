'use client'

import { Select } from '@mantine/core'
import type { ZodForm } from '@/components/form/use-zod-form'
import { CADENCES, type Cadence } from '@/domain/reports/report-schedule'
import classes from './dialogs.module.css'
import type { ScheduleFormInput } from './schedule-form-input'
import { hourLabel, WEEKDAYS } from './schedule-labels'

const CADENCE_LABELS: Record<Cadence, string> = { daily: 'Daily', weekly: 'Weekly' }
const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: hourLabel(hour),
}))
const DAYS = WEEKDAYS.map((label, i) => ({ value: String(i + 1), label }))

/** When a scheduled email is sent. */
export function TimingFields({ form }: { form: ZodForm<ScheduleFormInput> }) {
  const { cadence, timeZone } = form.values
  return (
    <div className={classes.pair}>
      <Select
        label="Frequency"
        data={CADENCES.map((value) => ({ value, label: CADENCE_LABELS[value] }))}
        allowDeselect={false}
        {...form.getInputProps('cadence')}
      />
      {cadence === 'weekly' && (
        <Select label="Day" data={DAYS} allowDeselect={false} {...form.getInputProps('weekday')} />
      )}
      <Select
        label={`Time (${timeZone})`}
        data={HOURS}
        allowDeselect={false}
        {...form.getInputProps('hour')}
      />
    </div>
  )
}
