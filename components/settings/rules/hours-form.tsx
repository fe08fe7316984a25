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
import { clockOf, DAYS, shiftOf } from './hours-labels'
import type { WorkHours } from './work-hours'

const ZONES = Intl.supportedValuesOf('timeZone')
/** What a day off begins with when it becomes a working day. */
const NEW_DAY = { opens: '09:00', closes: '18:00' }

type Day = { isOn: boolean; opens: string; closes: string }

/** The week of the team, and why it is changed. */
export function HoursForm({ workHours }: { workHours: WorkHours }) {
  const { hours, version: seenVersion, isStandard } = workHours
  const [timeZone, setTimeZone] = useState(hours.timeZone)
  const [week, setWeek] = useState(hours.week.map(dayOf))
  const [reason, setReason] = useState('')
  const isReadOnly = useReasonAgainst('exceptions.configure') !== undefined
  const { save, isSaving, refusal } = useSave()
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    save({ seenVersion, hours: { timeZone, week: week.map(tableOf) }, reason })
  }
  return (
    <form className={classes.form} aria-label="Working hours" onSubmit={submit}>
      <Select
        label="Time zone"
        searchable
        allowDeselect={false}
        readOnly={isReadOnly}
        data={ZONES.includes(timeZone) ? ZONES : [timeZone, ...ZONES]}
        value={timeZone}
        onChange={(value) => setTimeZone(value ?? timeZone)}
      />
      {DAYS.map(({ day, name }) => (
        <DayFields
          key={day}
          name={name}
          day={week[day] ?? dayOf(null)}
          isReadOnly={isReadOnly}
          onChange={(changed) => setWeek(week.map((old, index) => (index === day ? changed : old)))}
        />
      ))}
      {!isReadOnly && (
        <SaveRow
          {...{ reason, isSaving, isStandard }}
          onReason={setReason}
          onSave={() => submit()}
          onStandard={(given) => save({ seenVersion, hours: null, reason: given })}
        />
      )}
      <FormError message={refusal} />
    </form>
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

const dayOf = (shift: WorkingHours['week'][number]): Day =>
  shift
    ? { isOn: true, opens: clockOf(shift.opens), closes: clockOf(shift.closes) }
    : { isOn: false, ...NEW_DAY }

const tableOf = ({ isOn, opens, closes }: Day) => (isOn ? shiftOf(opens, closes) : null)

function useSave() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { mutate, isPending, error } = useMutation(
    trpc.kindSettings.saveWorkHours.mutationOptions({
      onSuccess: () =>
        void notifications.show({ message: 'Saved. The next time limit goes by it.' }),
      onSettled: () =>
        queries.invalidateQueries({ queryKey: trpc.kindSettings.workHours.queryKey() }),
    }),
  )
  return { save: mutate, isSaving: isPending, refusal: error?.message }
}
