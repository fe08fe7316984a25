'use client'

import { Checkbox, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { FormError } from '@/components/form/form-error'
import { useZodForm, type ZodForm } from '@/components/form/use-zod-form'
import { useReasonAgainst } from '@/components/shell/viewer'
import { useTRPC } from '@/components/trpc-provider'
import { ReasonedSave } from '../reasoned-save'
import classes from '../settings.module.css'
import { TimeZoneField } from '../time-zone-field'
import { DAYS } from './hours-labels'
import { HoursInput, toDay } from './hours-schema'
import type { WorkHours } from './work-hours'

/** The form for the team's working hours. */
export function HoursForm({ workHours }: { workHours: WorkHours }) {
  const { hours, version: seenVersion, isStandard } = workHours
  const isReadOnly = useReasonAgainst('exceptions.configure') !== undefined
  const save = useSaveHours()
  const form = useZodForm({
    schema: HoursInput,
    savedValues: { seenVersion, timeZone: hours.timeZone, week: hours.week.map(toDay), reason: '' },
    onSubmit: save,
  })
  const reset = (reason: string) =>
    save({ seenVersion: form.values.seenVersion, hours: null, reason })
  return (
    <form className={classes.form} aria-label="Working hours" {...form.formProps}>
      <TimeZoneField
        readOnly={isReadOnly}
        value={form.values.timeZone}
        {...form.getInputProps('timeZone')}
      />
      {DAYS.map((day) => (
        <DayFields key={day.day} {...day} form={form} isReadOnly={isReadOnly} />
      ))}
      {!isReadOnly && <ReasonedSave form={form} onReset={isStandard ? undefined : reset} />}
      <FormError {...form.failure} />
    </form>
  )
}

type DayProps = {
  name: string
  /** The index in the week. */
  day: number
  form: ZodForm<z.input<typeof HoursInput>>
  isReadOnly: boolean
}

function DayFields({ name, day, form, isReadOnly }: DayProps) {
  const clock = (which: 'opens' | 'closes', label: string) => (
    <TextInput
      className={classes.small}
      type="time"
      aria-label={`${name} ${label}`}
      disabled={!form.values.week[day]?.isOn}
      readOnly={isReadOnly}
      {...form.getInputProps(`week.${day}.${which}`)}
    />
  )
  return (
    <div className={classes.day}>
      <Checkbox
        label={name}
        disabled={isReadOnly}
        {...form.getInputProps(`week.${day}.isOn`, { type: 'checkbox' })}
      />
      {clock('opens', 'from')}
      <span>to</span>
      {clock('closes', 'to')}
    </div>
  )
}

function useSaveHours() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { mutateAsync } = useMutation(
    trpc.kindSettings.saveWorkHours.mutationOptions({
      onSuccess: () => void notifications.show({ message: 'Saved. Applies to new due times.' }),
      onSettled: () =>
        queries.invalidateQueries({ queryKey: trpc.kindSettings.workHours.queryKey() }),
    }),
  )
  return mutateAsync
}
