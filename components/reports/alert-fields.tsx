'use client'

import { Checkbox, Select, TextInput } from '@mantine/core'
import { ALERT_UNITS, type Figure, type ReportAlert } from '@/domain/reports/report-alert'
import classes from './dialogs/dialogs.module.css'

export type AlertEntry = ReportAlert

type Props = {
  figures: Figure[]
  alert: AlertEntry | undefined
  onChange: (alert: AlertEntry | undefined) => void
}

const DIRECTIONS = [
  { value: 'above' as const, label: 'is above' },
  { value: 'below' as const, label: 'is below' },
]

/** The line that a figure must cross for the mail to be sent. */
export function AlertFields({ figures, alert, onChange }: Props) {
  const [first] = figures
  if (!first) return null
  const toggle = (isOn: boolean) =>
    onChange(
      isOn ? { figure: first.id, label: first.label, direction: 'above', value: '' } : undefined,
    )
  const figure = figures.find(({ id }) => id === alert?.figure) ?? first
  return (
    <>
      <Checkbox
        label="Only if a figure crosses a line"
        checked={alert !== undefined}
        onChange={(event) => toggle(event.currentTarget.checked)}
      />
      {alert && (
        <div className={classes.alert}>
          <Select
            label="Figure"
            data={figures.map(({ id, label }) => ({ value: id, label }))}
            value={alert.figure}
            allowDeselect={false}
            onChange={(id) => {
              const chosen = figures.find((each) => each.id === id)
              if (chosen) onChange({ ...alert, figure: chosen.id, label: chosen.label })
            }}
          />
          <Select
            label="Line"
            data={DIRECTIONS}
            value={alert.direction}
            allowDeselect={false}
            onChange={(direction) => direction && onChange({ ...alert, direction })}
          />
          <TextInput
            label={ALERT_UNITS[figure.column.unit]}
            required
            inputMode="decimal"
            pattern="-?\d{1,15}(\.\d{1,6})?"
            value={alert.value}
            onChange={(event) => onChange({ ...alert, value: event.currentTarget.value })}
          />
        </div>
      )}
    </>
  )
}
