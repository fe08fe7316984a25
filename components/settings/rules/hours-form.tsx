'use client'

import { Checkbox, Select, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useReasonAgainst } from '@/components/shell/viewer'
import { useTRPC } from '@/components/trpc-provider'
import type { WorkingHours } from '@/domain/working-hours/working-hours'
import { FormError } from '../form-error'
import { SaveRow } from '../save-row'
import classes from '../settings.module.css'
import { DAYS, toClock, toShift } from './hours-labels'
import type { WorkHours } from './work-hours'

const ZONES = Intl.supportedValuesOf('timeZone')
/** Initial hours when a day off becomes a working day. */
const NEW_DAY = { opens: '09:00', closes: '18:00' }

type Day = { isOn: boolean; opens: string; closes: string }

/** The form for the team's working hours. */
export function HoursForm({ workHours }: { workHours: WorkHours }) {
  const { hours, version: seenVersion, isStandard } = workHours
  const [timeZone, setTimeZone] = useState(hours.timeZone)
  const [week, setWeek] = useState(hours.week.map(toDay))
  const [reason, setReason] = useState('')
  const isReadOnly = useReasonAgainst('exceptions.configure') !== undefined
  const { save, isSaving, errorMessage } = useSave()
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    save({ seenVersion, hours: { timeZone, week: week.map(toShiftOrNull) }, reason })
  }
  return (
    <form className={classes.form} aria-label="Working hours" onSubmit={submit}>
      <TimeZoneField value={timeZone} isReadOnly={isReadOnly} onChange={setTimeZone} />
      {DAYS.map(({ day, name }) => (
        <DayFields
          key={day}
          name={name}
          day={week[day] ?? toDay(null)}
          isReadOnly={isReadOnly}
          onChange={(changed) =>
            setWeek(week.map((current, index) => (index === day ? changed : current)))
          }
        />
      ))}
      {!isReadOnly && (
        <SaveRow
          {...{ reason, isSaving, isStandard }}
          onReason={setReason}
          onSave={() => submit()}
          onReset={(resetReason) => save({ seenVersion, hours: null, reason: resetReason })}
        />
      )}
      <FormError message={errorMessage} />
    </form>
  )
}

type ZoneProps = { value: string; isReadOnly: boolean; onChange: (timeZone: string) => void }

function TimeZoneField({ value, isReadOnly, onChange }: ZoneProps) {
  return (
    <Select
      label="Time zone"
      searchable
      allowDeselect={false}
      readOnly={isReadOnly}
      data={ZONES.includes(value) ? ZONES : [value, ...ZONES]}
      value={value}
      onChange={(timeZone) => onChange(timeZone ?? value)}
    />
  )
}

type DayProps = { name: string; day: Day; isReadOnly: boolean; onChange: (day: Day) => void }

function DayFields({ name, day, isReadOnly, onChange }: DayProps) {
  const clock = (which: 'opens' | 'closes', label: string) => (
    <TextInput
      className={classes.small}
      type="time"
      aria-label={`${name} ${label}`}
      value={day[which]}
      disabled={!day.isOn}
      readOnly={isReadOnly}
      onChange={(event) => onChange({ ...day, [which]: event.currentTarget.value })}
    />
  )
  return (
    <div className={classes.day}>
      <Checkbox
        label={name}
        checked={day.isOn}
        disabled={isReadOnly}
        onChange={(event) => onChange({ ...day, isOn: event.currentTarget.checked })}
      />
      {clock('opens', 'from')}
      <span>to</span>
      {clock('closes', 'to')}
    </div>
  )
}

const toDay = (shift: WorkingHours['week'][number]): Day =>
  shift
    ? { isOn: true, opens: toClock(shift.opens), closes: toClock(shift.closes) }
    : { isOn: false, ...NEW_DAY }

const toShiftOrNull = ({ isOn, opens, closes }: Day) => (isOn ? toShift(opens, closes) : null)

function useSave() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { mutate, isPending, error } = useMutation(
    trpc.kindSettings.saveWorkHours.mutationOptions({
      onSuccess: () => void notifications.show({ message: 'Saved. Applies to new due times.' }),
      onSettled: () =>
        queries.invalidateQueries({ queryKey: trpc.kindSettings.workHours.queryKey() }),
    }),
  )
  return { save: mutate, isSaving: isPending, errorMessage: error?.message }
}
