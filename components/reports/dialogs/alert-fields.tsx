'use client'

import { Checkbox, Select, TextInput } from '@mantine/core'
import { type Metric, type ReportAlert, THRESHOLD_LABELS } from '@/domain/reports/report-alert'
import classes from './dialogs.module.css'

type Props = {
  metrics: Metric[]
  alert: ReportAlert | undefined
  onChange: (alert: ReportAlert | undefined) => void
}

const DIRECTIONS = [
  { value: 'above' as const, label: 'is above' },
  { value: 'below' as const, label: 'is below' },
]

/** The threshold that a metric must cross for the email to be sent. */
export function AlertFields({ metrics, alert, onChange }: Props) {
  const [first] = metrics
  if (!first) return null
  const toggle = (isOn: boolean) =>
    onChange(
      isOn ? { figure: first.id, label: first.label, direction: 'above', value: '' } : undefined,
    )
  return (
    <>
      <Checkbox
        label="Only when a metric crosses a threshold"
        checked={alert !== undefined}
        onChange={(event) => toggle(event.currentTarget.checked)}
      />
      {alert && <ThresholdFields metrics={metrics} alert={alert} onChange={onChange} />}
    </>
  )
}

type ThresholdProps = {
  metrics: Metric[]
  alert: ReportAlert
  onChange: (alert: ReportAlert) => void
}

function ThresholdFields({ metrics, alert, onChange }: ThresholdProps) {
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
          if (selected) onChange({ ...alert, figure: selected.id, label: selected.label })
        }}
      />
      <Select
        label="Condition"
        data={DIRECTIONS}
        value={alert.direction}
        allowDeselect={false}
        onChange={(direction) => direction && onChange({ ...alert, direction })}
      />
      <TextInput
        label={metric && THRESHOLD_LABELS[metric.column.unit]}
        required
        inputMode="decimal"
        pattern="-?\d{1,15}(\.\d{1,6})?"
        value={alert.value}
        onChange={(event) => onChange({ ...alert, value: event.currentTarget.value })}
      />
    </div>
  )
}
