import { TextInput } from '@mantine/core'
import { missingReason, SaveRow } from '@/components/form/save-row'
import type { ZodForm } from '@/components/form/use-zod-form'
import classes from './settings.module.css'

type Props = {
  form: Pick<ZodForm<{ reason: string }>, 'values' | 'getInputProps' | 'isBusy' | 'runSave'>
  /** Resets the setting to its default. Undefined: it is the default. */
  onReset: ((reason: string) => Promise<unknown>) | undefined
  resetLabel?: string
  /** Why the viewer can't change the setting. */
  reasonAgainst?: string | undefined
}

/** The reason field with the save and reset buttons of a setting. */
export function ReasonedSave({ form, onReset, resetLabel, reasonAgainst }: Props) {
  const { reason } = form.values
  return (
    <SaveRow
      isBusy={form.isBusy}
      reasonAgainst={reasonAgainst ?? missingReason(reason)}
      onReset={onReset && (() => form.runSave(() => onReset(reason || 'Reset to default')))}
      {...(resetLabel && { resetLabel })}
    >
      <TextInput
        className={classes.wide}
        label="Reason"
        disabled={reasonAgainst !== undefined}
        {...form.getInputProps('reason')}
      />
    </SaveRow>
  )
}
