'use client'

import { Button, Kbd, Tooltip } from '@mantine/core'
import classes from '../refund-sheet.module.css'
import type { SubmitState } from './submit-labels'
import type { IssueMutation } from './use-issue-resolution'

type Props = { submit: SubmitState; issue: IssueMutation; onSend: () => void; onClose: () => void }

/** The server's error, if any, and the submit button with the exact amount. */
export function SheetFooter({ submit, issue, onSend, onClose }: Props) {
  const isDisabled = submit.reasonAgainst !== undefined
  return (
    <footer className={classes.footer}>
      {issue.error && !issue.isIssuing && (
        <p className={classes.problem} role="alert">
          {issue.error}
        </p>
      )}
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Tooltip label={submit.reasonAgainst} disabled={!isDisabled}>
          <Button
            className={classes.send}
            onClick={onSend}
            loading={issue.isIssuing}
            {...(isDisabled && { 'data-disabled': true, 'aria-disabled': true })}
            rightSection={
              <Kbd size="xs" className={classes.keys} aria-hidden>
                Ctrl Enter
              </Kbd>
            }
          >
            {submit.label}
          </Button>
        </Tooltip>
      </div>
    </footer>
  )
}
