import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { ReasonedButton } from '@/components/actions/reasoned-button'
import classes from './form.module.css'

type Props = {
  isBusy: boolean
  label?: string
  /** Why saving is not possible; undefined when it is. See `noChanges` and `missingReason`. */
  reasonAgainst: string | undefined
  /** Resets the saved values to the default. Undefined: there is nothing to reset. */
  onReset?: (() => void) | undefined
  resetLabel?: string
  /** Fields in front of the buttons. */
  children?: ReactNode
}

/** A form's save button, which submits the form, and its reset button. */
export function SaveRow({
  isBusy,
  label = 'Save',
  reasonAgainst,
  onReset,
  resetLabel = 'Reset to default',
  children,
}: Props) {
  return (
    <div className={classes.row}>
      {children}
      <ReasonedButton reasonAgainst={reasonAgainst} isBusy={isBusy}>
        {label}
      </ReasonedButton>
      {onReset && (
        <Button variant="default" disabled={isBusy} onClick={onReset}>
          {resetLabel}
        </Button>
      )}
    </div>
  )
}

/** Returns why a form without unsaved edits cannot be saved. */
export const noChanges = (isDirty: boolean) => (isDirty ? undefined : 'No changes to save')

/** Returns why a change without a reason cannot be saved. */
export const missingReason = (reason: string) =>
  reason.trim() === '' ? 'Enter a reason.' : undefined
