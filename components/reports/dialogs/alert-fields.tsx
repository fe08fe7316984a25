'use client'

import { Checkbox, Select, TextInput } from '@mantine/core'
import type { ZodForm } from '@/components/form/use-zod-form'
import { type Metric, type ReportAlert, THRESHOLD_LABELS } from '@/domain/reports/report-alert'
import classes from './dialogs.module.css'
import type { ScheduleFormInput } from './schedule-form-input'

type Props = { metrics: Metric[]; form: ZodForm<ScheduleFormInput> }

const DIRECTIONS = [
  { value: 'above' as const, label: 'is above' },
  { value: 'below' as const, label: 'is below' },
]

/** The threshold that a metric must cross for the email to be sent. */
export function AlertFields({ metrics, form }: Props) {
  const [first] = metrics
  if (!first) return null
  const { alert } = form.values
  const toggle = (isOn: boolean) =>
    form.setFieldValue(
      'alert',
      isOn ? { figure: first.id, label: first.label, direction: 'above', value: '' } : null,
    )
  return (
    <>
      <Checkbox
        label="Only when a metric crosses a threshold"
        checked={alert !== null}
        onChange={(event) => toggle(event.currentTarget.checked)}
      />
      {alert && <ThresholdFields metrics={metrics} form={form} alert={alert} />}
    </>
  )
}

function ThresholdFields({ metrics, form, alert }: Props & { alert: ReportAlert }) {
  const metric = metrics.find(({ id }) => id === alert.figure) ?? metrics[0]
  return (
    <div className={classes.alert}>
      <Select
        label="Metric"
        data={metrics.map(({ id, label }) => ({ value: id, label }))}
        value={alert.figure}
        allowDeselect={false}
        onChange={(id) => {
          const selected = metrics.find((candidate) => candidate.id === id)
          if (selected)
            form.setFieldValue('alert', { ...alert, figure: selected.id, label: selected.label })
        }}
      />
      <Select
        label="Condition"
        data={DIRECTIONS}
        allowDeselect={false}
        {...form.getInputProps('alert.direction')}
      />
      <TextInput
        label={metric && THRESHOLD_LABELS[metric.column.unit]}
        required
        inputMode="decimal"
        {...form.getInputProps('alert.value')}
      />
    </div>
  )
}
