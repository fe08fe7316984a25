'use client'

import { Button, Radio, TextInput } from '@mantine/core'
import { z } from 'zod'
import { useZodForm } from '@/components/form/use-zod-form'
import { Reason } from '@/domain/text/text-inputs'
import classes from './triage-forms.module.css'
import { FutureTime, morningIn, UntilField } from './until-field'

const IgnoreFormInput = z.discriminatedUnion('duration', [
  z.object({ duration: z.literal('date'), reason: Reason, until: FutureTime }),
  z.object({ duration: z.literal('permanent'), reason: Reason, until: z.string() }),
])

type Props = {
  hasOrder: boolean
  /** Reports its own errors. */
  onIgnore: (change: { until: Date | null; reason: string }) => Promise<unknown>
}

/** Renders a form for the reason and duration of ignoring an exception. */
export function IgnoreForm({ hasOrder, onIgnore }: Props) {
  const form = useZodForm({
    schema: IgnoreFormInput,
    savedValues: { reason: '', duration: 'date', until: morningIn(1) },
    onSubmit: ({ reason, duration, until }) =>
      onIgnore({ until: duration === 'date' ? new Date(until) : null, reason }),
  })
  const { reason, duration, until } = form.values
  const isComplete = reason.trim() !== '' && !(duration === 'date' && until === '')
  return (
    <form {...form.formProps} className={classes.form}>
      <TextInput
        label="Reason"
        data-autofocus
        required
        maxLength={500}
        {...form.getInputProps('reason')}
      />
      <Radio.Group label="Duration" {...form.getInputProps('duration')}>
        <div className={classes.form}>
          <Radio value="date" label="Until a date, then recur if not fixed" />
          <Radio value="permanent" label={hasOrder ? 'For this order' : 'Permanently'} />
        </div>
      </Radio.Group>
      {duration === 'date' && <UntilField {...form.getInputProps('until')} />}
      <Button type="submit" loading={form.isBusy} disabled={!isComplete}>
        Ignore
      </Button>
    </form>
  )
}
