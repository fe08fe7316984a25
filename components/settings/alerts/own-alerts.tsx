'use client'

import { Button, Select, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { type FormEvent, useState } from 'react'
import { useTRPC } from '@/components/trpc-provider'
import type { AppRouter } from '@/server/trpc/router'
import { FormError } from '../form-error'
import classes from '../settings.module.css'

type Mine = inferRouterOutputs<AppRouter>['alerts']['mine']

const ZONES = Intl.supportedValuesOf('timeZone')

/** The viewer's email alerts, digest and quiet hours. */
export function OwnAlerts({ mine }: { mine: Mine }) {
  const [alerts, setAlerts] = useState(fromChoice(mine.hasAlerts))
  const [digest, setDigest] = useState(fromChoice(mine.hasDigest))
  const [from, setFrom] = useState(toTimeValue(mine.quietFrom))
  const [until, setUntil] = useState(toTimeValue(mine.quietUntil))
  const [timeZone, setTimeZone] = useState(mine.timeZone)
  const { save, isSaving, errorMessage } = useSave()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const enabled = { hasAlerts: toChoice(alerts), hasDigest: toChoice(digest) }
    save({ ...enabled, quietFrom: toMinutes(from), quietUntil: toMinutes(until), timeZone })
  }
  return (
    <form className={classes.form} aria-label="Your alerts" onSubmit={submit}>
      <div className={classes.row}>
        <AlertsField roleDefault={mine.roleHasAlerts} value={alerts} onChange={setAlerts} />
        <DigestField roleDefault={mine.roleHasDigest} value={digest} onChange={setDigest} />
      </div>
      <div className={classes.row}>
        <TimeField label="Quiet hours from" value={from} onChange={setFrom} />
        <TimeField label="Quiet hours until" value={until} onChange={setUntil} />
        <TimeZoneField value={timeZone} onChange={setTimeZone} />
      </div>
      <FormError message={errorMessage} />
      <div>
        <Button type="submit" loading={isSaving}>
          Save alerts
        </Button>
      </div>
    </form>
  )
}

type FieldProps = { label: string; value: string; onChange: (value: string) => void }

type ChoiceProps = Omit<FieldProps, 'label'> & { roleDefault: boolean }

function AlertsField(props: ChoiceProps) {
  return <ChoiceField label="Email alerts" {...props} />
}

function DigestField(props: ChoiceProps) {
  return <ChoiceField label="Daily email digest" {...props} />
}

function ChoiceField(props: FieldProps & { roleDefault: boolean }) {
  const { label, roleDefault, value, onChange } = props
  return (
    <Select
      className={classes.wide}
      label={label}
      allowDeselect={false}
      data={choices(roleDefault)}
      value={value}
      onChange={(choice) => onChange(choice ?? 'role')}
    />
  )
}

function TimeField({ label, value, onChange }: FieldProps) {
  return (
    <TextInput
      className={classes.small}
      type="time"
      label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

function TimeZoneField({ value, onChange }: Omit<FieldProps, 'label'>) {
  return (
    <Select
      className={classes.wide}
      label="Time zone"
      searchable
      allowDeselect={false}
      data={ZONES.includes(value) ? ZONES : [value, ...ZONES]}
      value={value}
      onChange={(zone) => onChange(zone ?? value)}
    />
  )
}

function useSave() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { mutate, isPending, error } = useMutation(
    trpc.alerts.saveMine.mutationOptions({
      onSuccess: () => void notifications.show({ message: 'Alert settings saved' }),
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.alerts.pathKey() }),
    }),
  )
  return { save: mutate, isSaving: isPending, errorMessage: error?.message }
}

const choices = (byRole: boolean) => [
  { value: 'role', label: `Role default (${byRole ? 'yes' : 'no'})` },
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
]
const fromChoice = (value: boolean | null) => (value === null ? 'role' : value ? 'yes' : 'no')
const toChoice = (choice: string) => (choice === 'role' ? null : choice === 'yes')

const twoDigits = (n: number) => String(n).padStart(2, '0')
/** Converts minutes after midnight to the value of a time input. */
const toTimeValue = (minute: number | null) =>
  minute === null ? '' : `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`
const toMinutes = (text: string) => {
  const [hours, rest] = text.split(':').map(Number)
  return text === '' || hours === undefined || rest === undefined ? null : hours * 60 + rest
}
