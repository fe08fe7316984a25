'use client'

import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { FormError } from '@/components/form/form-error'
import type { FormSubmission } from '@/components/form/use-zod-form'
import classes from '../item/item-actions.module.css'
import type { Action } from '../item/item-data'

type Props = {
  action: Action
  form: FormSubmission
  /** The code of a new gift card. */
  giftCardCode: string | undefined
  children?: ReactNode
}

/** Renders the common parts of an action form: effect, confirmation, error and submit button. */
export function FormFrame({ action, form, giftCardCode, children }: Props) {
  const [isConfirming, setConfirming] = useState(false)
  const submit = () => {
    if (form.isBusy) return
    if (action.isFinal && !isConfirming) return setConfirming(true)
    setConfirming(false)
    form.submit()
  }
  return (
    <form
      {...form.formProps}
      className={classes.form}
      aria-label={action.label}
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
      <Result failure={form.failure} giftCardCode={giftCardCode} />
      <SubmitRow
        label={action.submitLabel ?? action.label}
        isBusy={form.isBusy}
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

type ResultProps = { failure: FormSubmission['failure']; giftCardCode: string | undefined }

function Result({ failure, giftCardCode }: ResultProps) {
  return (
    <>
      {failure.message && (
        <div className={classes.problem}>
          <FormError {...failure} />
        </div>
      )}
      {giftCardCode && (
        <p className={classes.code} role="status">
          Gift card code. Copy it now, it won't be shown again. <strong>{giftCardCode}</strong>
        </p>
      )}
    </>
  )
}
