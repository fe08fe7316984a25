'use client'

import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import classes from '../item/item-actions.module.css'
import type { Action } from '../item/item-data'
import type { ActionSubmission } from '../item/use-submit-action'

type Props = {
  action: Action
  submission: ActionSubmission
  onSubmit: () => void
  children?: ReactNode
}

/** Renders the common parts of an action form: effect, confirmation, error and submit button. */
export function FormFrame({ action, submission, onSubmit, children }: Props) {
  const [isConfirming, setConfirming] = useState(false)
  const submit = () => {
    if (submission.isSubmitting) return
    if (action.isFinal && !isConfirming) return setConfirming(true)
    setConfirming(false)
    onSubmit()
  }
  return (
    <form
      className={classes.form}
      aria-label={action.label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        submit()
      }}
    >
      <p className={classes.effect}>{action.effect}</p>
      {children}
      {action.codeVersion && (
        <p className={classes.effect}>
          Runs with version <code>{action.codeVersion}</code>.
        </p>
      )}
      <Result submission={submission} />
      <SubmitRow
        label={action.submitLabel ?? action.label}
        isBusy={submission.isSubmitting}
        isConfirming={isConfirming}
        onCancel={() => setConfirming(false)}
      />
    </form>
  )
}

type SubmitRowProps = {
  label: string
  isBusy: boolean
  isConfirming: boolean
  onCancel: () => void
}

/** Renders the submit button; a final action shows a warning and a cancel button first. */
function SubmitRow({ label, isBusy, isConfirming, onCancel }: SubmitRowProps) {
  return (
    <>
      {isConfirming && (
        <p className={classes.confirm} role="alert">
          This can't be undone.
        </p>
      )}
      <div className={classes.submit}>
        <Button type="submit" loading={isBusy} color={isConfirming ? 'red' : 'accent'}>
          {label}
        </Button>
        {isConfirming ? (
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        ) : (
          <span className={classes.hint}>Ctrl+Enter</span>
        )}
      </div>
    </>
  )
}

function Result({ submission: { error, giftCardCode } }: Pick<Props, 'submission'>) {
  return (
    <>
      {error && (
        <p className={classes.problem} role="alert">
          {error}
        </p>
      )}
      {giftCardCode && (
        <p className={classes.code} role="status">
          Gift card code. Copy it now, it won't be shown again. <strong>{giftCardCode}</strong>
        </p>
      )}
    </>
  )
}
