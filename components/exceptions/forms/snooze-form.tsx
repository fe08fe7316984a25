'use client'

import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import classes from './triage-forms.module.css'
import { morningIn, UntilField } from './until-field'

type Props = { isBusy: boolean; onWait: (change: { until: Date; reason: string }) => void }

/** Until when, and for what. */
export function WaitForm({ isBusy, onWait }: Props) {
  const [until, setUntil] = useState(() => morningIn(1))
  const [reason, setReason] = useState('')
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        onWait({ until: new Date(until), reason })
      }}
    >
      <TextInput
        label="What for?"
        placeholder="The customer sends the right address"
        data-autofocus
        required
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <UntilField value={until} onChange={setUntil} />
      <Button type="submit" loading={isBusy} disabled={reason.trim() === '' || until === ''}>
        Wait
      </Button>
    </form>
  )
}
