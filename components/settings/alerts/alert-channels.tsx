'use client'

import { Button, Checkbox, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { FormError } from '@/components/form/form-error'
import { useZodForm } from '@/components/form/use-zod-form'
import { Nothing, Section } from '@/components/panel/section'
import { useTRPC } from '@/components/trpc-provider'
import { AddAlertChannelInput } from '@/domain/settings/alert-inputs'
import classes from '../settings.module.css'

/** The channels that receive alerts by signed HTTP request. */
export function AlertChannels() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { data: channels = [] } = useQuery(trpc.alerts.channels.queryOptions())
  const { mutate: remove, isPending } = useMutation(
    trpc.alerts.removeAlertChannel.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.alerts.pathKey() }),
    }),
  )
  return (
    <Section title="Alert channels" aside={channels.length || ''}>
      {channels.length === 0 && <Nothing>No channels yet</Nothing>}
      <ul className={classes.history} aria-label="Alert channels">
        {channels.map(({ id, name, host, hasAlerts, hasDigest }) => (
          <li key={id}>
            <strong>{name}</strong>
            <span>{host}</span>
            <span>{[hasAlerts && 'alerts', hasDigest && 'digest'].filter(Boolean).join(', ')}</span>
            <Button
              size="compact-xs"
              variant="default"
              disabled={isPending}
              onClick={() => remove({ channelId: id })}
            >
              Remove {name}
            </Button>
          </li>
        ))}
      </ul>
      <AddAlertChannel />
    </Section>
  )
}

const NEW_CHANNEL = { name: '', url: '', hasAlerts: true, hasDigest: true }

function AddAlertChannel() {
  const { mutateAsync, data } = useAddAlertChannel()
  const form = useZodForm({
    schema: AddAlertChannelInput,
    savedValues: NEW_CHANNEL,
    onSubmit: mutateAsync,
    nextValues: (added) => ({ ...added, url: '' }),
  })
  return (
    <form className={classes.form} aria-label="New channel" {...form.formProps}>
      <div className={classes.row}>
        <TextInput className={classes.small} label="Name" {...form.getInputProps('name')} />
        <TextInput
          className={classes.wide}
          label="URL (Slack incoming webhook or compatible)"
          {...form.getInputProps('url')}
        />
      </div>
      <div className={classes.checks}>
        <Checkbox label="Alerts" {...form.getInputProps('hasAlerts', { type: 'checkbox' })} />
        <Checkbox label="Digest" {...form.getInputProps('hasDigest', { type: 'checkbox' })} />
        <Button type="submit" variant="default" loading={form.isBusy}>
          Add channel
        </Button>
      </div>
      <FormError {...form.failure} />
      {data && (
        <p role="status">
          Signing secret. Copy it now, it won't be shown again: <code>{data.secret}</code>
        </p>
      )}
    </form>
  )
}

function useAddAlertChannel() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  return useMutation(
    trpc.alerts.addAlertChannel.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.alerts.pathKey() }),
    }),
  )
}
