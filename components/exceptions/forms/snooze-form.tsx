'use client'

import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import classes from './triage-forms.module.css'
import { morningIn, UntilField } from './until-field'

type Props = { isBusy: boolean; onSnooze: (change: { until: Date; reason: string }) => void }

/** Renders a form for the end and reason of a snooze. */
export function SnoozeForm({ isBusy, onSnooze }: Props) {
  const [until, setUntil] = useState(() => morningIn(1))
  const [reason, setReason] = useState('')
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        onSnooze({ until: new Date(until), reason })
      }}
    >
      <TextInput
        label="Reason"
        placeholder="Waiting for the customer's new address"
        data-autofocus
        required
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <UntilField value={until} onChange={setUntil} />
      <Button type="submit" loading={isBusy} disabled={reason.trim() === '' || until === ''}>
        Snooze
      </Button>
    </form>
  )
}
