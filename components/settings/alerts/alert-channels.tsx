'use client'

import { Button, Checkbox, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Nothing, Section } from '@/components/panel/section'
import { useTRPC } from '@/components/trpc-provider'
import { FormError } from '../form-error'
import classes from '../settings.module.css'

/** The channels that are told by signed requests. */
export function AlertChannels() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { data: webhooks = [] } = useQuery(trpc.alerts.webhooks.queryOptions())
  const { mutate: remove, isPending } = useMutation(
    trpc.alerts.removeAlertChannel.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.alerts.pathKey() }),
    }),
  )
  return (
    <Section title="Channels" aside={webhooks.length || ''}>
      {webhooks.length === 0 && <Nothing>No channel is told yet.</Nothing>}
      <ul className={classes.history} aria-label="Channels">
        {webhooks.map(({ id, name, host, hasAlerts, hasDigest }) => (
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

function AddAlertChannel() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [url, setUrl] = useState('')
  const [hasAlerts, setAlerts] = useState(true)
  const [hasDigest, setDigest] = useState(true)
  const { mutate, data, isPending, error } = useMutation(
    trpc.alerts.addAlertChannel.mutationOptions({
      onSuccess: () => setUrl(''),
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.alerts.pathKey() }),
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ name, url, hasAlerts, hasDigest })
  }
  return (
    <form className={classes.form} aria-label="New channel" onSubmit={submit}>
      <div className={classes.row}>
        <TextInput
          className={classes.small}
          label="Name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          className={classes.wide}
          label="Address (Slack's incoming webhook, or one like it)"
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
      </div>
      <div className={classes.checks}>
        <Checkbox
          label="Alerts"
          checked={hasAlerts}
          onChange={(event) => setAlerts(event.currentTarget.checked)}
        />
        <Checkbox
          label="Digest"
          checked={hasDigest}
          onChange={(event) => setDigest(event.currentTarget.checked)}
        />
        <Button type="submit" variant="default" loading={isPending}>
          Add the channel
        </Button>
      </div>
      <FormError message={error?.message} />
      {data && (
        <p role="status">
          It signs with this secret, shown only now: <code>{data.secret}</code>
        </p>
      )}
    </form>
  )
}
