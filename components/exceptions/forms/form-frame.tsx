'use client'

import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import classes from '../item/item-actions.module.css'
import type { Action } from '../item/item-data'
import type { useTakeAction } from '../item/use-take-action'

type Props = {
  action: Action
  taking: ReturnType<typeof useTakeAction>
  onSubmit: () => void
  children?: ReactNode
}

/** What every action's form has: what it comes to, its button, a second question, the refusal. */
export function FormFrame({ action, taking, onSubmit, children }: Props) {
  const [isAsking, setAsking] = useState(false)
  const press = action.press ?? action.label
  const { isTaking, problem, giftCardCode } = taking
  const submit = () => {
    if (isTaking) return
    if (action.isFinal && !isAsking) return setAsking(true)
    setAsking(false)
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
          Version <code>{action.codeVersion}</code> of the code will run.
        </p>
      )}
      {problem && (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
      {giftCardCode && (
        <p className={classes.code} role="status">
          The gift card's code, shown only now: <strong>{giftCardCode}</strong>
        </p>
      )}
      {isAsking && (
        <p className={classes.confirm} role="alert">
          This cannot be taken back. Press once more to do it.
        </p>
      )}
      <div className={classes.submit}>
        <Button type="submit" loading={isTaking} color={isAsking ? 'red' : 'accent'}>
          {isAsking ? `Yes: ${press.toLowerCase()}` : press}
        </Button>
        {isAsking ? (
          <Button variant="default" onClick={() => setAsking(false)}>
            No, go back
          </Button>
        ) : (
          <span className={classes.hint}>Ctrl+Enter</span>
        )}
      </div>
    </form>
  )
}
