'use client'

import { Button, Select, type SelectProps, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { FormError } from '@/components/form/form-error'
import { useZodForm } from '@/components/form/use-zod-form'
import { useTRPC } from '@/components/trpc-provider'
import type { AppRouter } from '@/server/trpc/router'
import classes from '../settings.module.css'
import { TimeZoneField } from '../time-zone-field'
import { OwnAlertsInput, toChoice, toTimeValue } from './own-alerts-schema'

type Mine = inferRouterOutputs<AppRouter>['alerts']['mine']

/** The viewer's email alerts, digest and quiet hours. */
export function OwnAlerts({ mine }: { mine: Mine }) {
  const form = useZodForm({
    schema: OwnAlertsInput,
    savedValues: {
      hasAlerts: toChoice(mine.hasAlerts),
      hasDigest: toChoice(mine.hasDigest),
      quietFrom: toTimeValue(mine.quietFrom),
      quietUntil: toTimeValue(mine.quietUntil),
      timeZone: mine.timeZone,
    },
    onSubmit: useSaveAlerts(),
  })
  const time = { className: classes.small, type: 'time' }
  return (
    <form className={classes.form} aria-label="Your alerts" {...form.formProps}>
      <div className={classes.row}>
        <ChoiceField
          label="Email alerts"
          roleDefault={mine.roleHasAlerts}
          {...form.getInputProps('hasAlerts')}
        />
        <ChoiceField
          label="Daily email digest"
          roleDefault={mine.roleHasDigest}
          {...form.getInputProps('hasDigest')}
        />
      </div>
      <div className={classes.row}>
        <TextInput {...time} label="Quiet hours from" {...form.getInputProps('quietFrom')} />
        <TextInput {...time} label="Quiet hours until" {...form.getInputProps('quietUntil')} />
        <TimeZoneField
          className={classes.wide}
          value={form.values.timeZone}
          {...form.getInputProps('timeZone')}
        />
      </div>
      <FormError {...form.failure} />
      <div>
        <Button type="submit" loading={form.isBusy}>
          Save alerts
        </Button>
      </div>
    </form>
  )
}

function ChoiceField({ roleDefault, ...props }: SelectProps & { roleDefault: boolean }) {
  return (
    <Select className={classes.wide} allowDeselect={false} data={choices(roleDefault)} {...props} />
  )
}

const choices = (byRole: boolean) => [
  { value: 'role', label: `Role default (${byRole ? 'yes' : 'no'})` },
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
]

function useSaveAlerts() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { mutateAsync } = useMutation(
    trpc.alerts.saveMine.mutationOptions({
      onSuccess: () => void notifications.show({ message: 'Alert settings saved' }),
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.alerts.pathKey() }),
    }),
  )
  return mutateAsync
}
