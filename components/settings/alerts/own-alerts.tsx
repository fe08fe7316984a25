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

/** What the reader is told by email, and when not. */
export function OwnAlerts({ mine }: { mine: Mine }) {
  const [alerts, setAlerts] = useState(fromChoice(mine.hasAlerts))
  const [digest, setDigest] = useState(fromChoice(mine.hasDigest))
  const [from, setFrom] = useState(clock(mine.quietFrom))
  const [until, setUntil] = useState(clock(mine.quietUntil))
  const [timeZone, setTimeZone] = useState(mine.timeZone)
  const { save, isSaving, refusal } = useSave()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save({
      hasAlerts: toChoice(alerts),
      hasDigest: toChoice(digest),
      quietFrom: minutes(from),
      quietUntil: minutes(until),
      timeZone,
    })
  }
  return (
    <form className={classes.form} aria-label="Your alerts" onSubmit={submit}>
      <div className={classes.row}>
        <Select
          className={classes.wide}
          label="Alerts by email"
          allowDeselect={false}
          data={choices(mine.roleHasAlerts)}
          value={alerts}
          onChange={(value) => setAlerts(value ?? 'role')}
        />
        <Select
          className={classes.wide}
          label="Daily digest by email"
          allowDeselect={false}
          data={choices(mine.roleHasDigest)}
          value={digest}
          onChange={(value) => setDigest(value ?? 'role')}
        />
      </div>
      <div className={classes.row}>
        <TextInput
          className={classes.small}
          type="time"
          label="Quiet from"
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          className={classes.small}
          type="time"
          label="Quiet until"
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        <Select
          className={classes.wide}
          label="Time zone"
          searchable
          allowDeselect={false}
          data={ZONES.includes(timeZone) ? ZONES : [timeZone, ...ZONES]}
          value={timeZone}
          onChange={(value) => setTimeZone(value ?? timeZone)}
        />
      </div>
      <FormError message={refusal} />
      <div>
        <Button type="submit" loading={isSaving}>
          Save your alerts
        </Button>
      </div>
    </form>
  )
}

function useSave() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { mutate, isPending, error } = useMutation(
    trpc.alerts.saveMine.mutationOptions({
      onSuccess: () => void notifications.show({ message: 'Your alerts are saved.' }),
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.alerts.pathKey() }),
    }),
  )
  return { save: mutate, isSaving: isPending, refusal: error?.message }
}

const choices = (byRole: boolean) => [
  { value: 'role', label: `As my role has it (${byRole ? 'yes' : 'no'})` },
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
]
const fromChoice = (choice: boolean | null) => (choice === null ? 'role' : choice ? 'yes' : 'no')
const toChoice = (word: string) => (word === 'role' ? null : word === 'yes')

const two = (n: number) => String(n).padStart(2, '0')
/** Minutes after midnight as a field of type time has them. */
const clock = (minute: number | null) =>
  minute === null ? '' : `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
const minutes = (text: string) => {
  const [hours, rest] = text.split(':').map(Number)
  return text === '' || hours === undefined || rest === undefined ? null : hours * 60 + rest
}
