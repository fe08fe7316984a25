'use client'

import { Button, Radio, TextInput } from '@mantine/core'
import { useState } from 'react'
import classes from './triage-forms.module.css'
import { morningIn, UntilField } from './until-field'

type Props = {
  hasOrder: boolean
  isBusy: boolean
  onIgnore: (change: { until: Date | null; reason: string }) => void
}

/** Renders a form for the reason and duration of ignoring an exception. */
export function IgnoreForm({ hasOrder, isBusy, onIgnore }: Props) {
  const [reason, setReason] = useState('')
  const [hasEnd, setHasEnd] = useState(true)
  const [until, setUntil] = useState(() => morningIn(1))
  const isComplete = reason.trim() !== '' && !(hasEnd && until === '')
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        onIgnore({ until: hasEnd ? new Date(until) : null, reason })
      }}
    >
      <TextInput
        label="Reason"
        data-autofocus
        required
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Radio.Group
        label="Duration"
        value={hasEnd ? 'date' : 'permanent'}
        onChange={(value) => setHasEnd(value === 'date')}
      >
        <div className={classes.form}>
          <Radio value="date" label="Until a date, then recur if not fixed" />
          <Radio value="permanent" label={hasOrder ? 'For this order' : 'Permanently'} />
        </div>
      </Radio.Group>
      {hasEnd && <UntilField value={until} onChange={setUntil} />}
      <Button type="submit" loading={isBusy} disabled={!isComplete}>
        Ignore
      </Button>
    </form>
  )
}
