'use client'

import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Nothing, Section } from '@/components/panel/section'
import { useTRPC } from '@/components/trpc-provider'
import { CheckField, TextField } from '../fields'
import { FormError } from '../form-error'
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

function AddAlertChannel() {
  const [name, setName] = useState('')
  const [url, setUrl] = useState('')
  const [hasAlerts, setAlerts] = useState(true)
  const [hasDigest, setDigest] = useState(true)
  const { mutate, data, isPending, error } = useAddAlertChannel(() => setUrl(''))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({ name, url, hasAlerts, hasDigest })
  }
  return (
    <form className={classes.form} aria-label="New channel" onSubmit={submit}>
      <div className={classes.row}>
        <TextField className={classes.small} label="Name" value={name} onChange={setName} />
        <TextField
          className={classes.wide}
          label="URL (Slack incoming webhook or compatible)"
          value={url}
          onChange={setUrl}
        />
      </div>
      <div className={classes.checks}>
        <CheckField label="Alerts" isChecked={hasAlerts} onChange={setAlerts} />
        <CheckField label="Digest" isChecked={hasDigest} onChange={setDigest} />
        <Button type="submit" variant="default" loading={isPending}>
          Add channel
        </Button>
      </div>
      <FormError message={error?.message} />
      {data && (
        <p role="status">
          Signing secret. Copy it now, it won't be shown again: <code>{data.secret}</code>
        </p>
      )}
    </form>
  )
}

function useAddAlertChannel(onSuccess: () => void) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  return useMutation(
    trpc.alerts.addAlertChannel.mutationOptions({
      onSuccess,
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.alerts.pathKey() }),
    }),
  )
}
