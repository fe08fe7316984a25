'use client'

import { Button, TextInput } from '@mantine/core'
import { z } from 'zod'
import { useZodForm } from '@/components/form/use-zod-form'
import { Reason } from '@/domain/text/text-inputs'
import classes from './triage-forms.module.css'
import { FutureTime, morningIn, UntilField } from './until-field'

const SnoozeFormInput = z.object({ reason: Reason, until: FutureTime })

type Props = {
  /** Reports its own errors. */
  onSnooze: (change: { until: Date; reason: string }) => Promise<unknown>
}

/** Renders a form for the end and reason of a snooze. */
export function SnoozeForm({ onSnooze }: Props) {
  const form = useZodForm({
    schema: SnoozeFormInput,
    savedValues: { reason: '', until: morningIn(1) },
    onSubmit: ({ reason, until }) => onSnooze({ until: new Date(until), reason }),
  })
  const { reason, until } = form.values
  return (
    <form {...form.formProps} className={classes.form}>
      <TextInput
        label="Reason"
        placeholder="Waiting for the customer's new address"
        data-autofocus
        required
        maxLength={500}
        {...form.getInputProps('reason')}
      />
      <UntilField {...form.getInputProps('until')} />
      <Button type="submit" loading={form.isBusy} disabled={reason.trim() === '' || until === ''}>
        Snooze
      </Button>
    </form>
  )
}
