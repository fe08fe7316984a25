'use client'

import { Button, Group, Modal } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import classes from './dialog.module.css'

type Props = {
  title: string
  /** What the button does, as a verb. */
  verb: string
  isBusy: boolean
  onClose: () => void
  onSubmit: () => void
  /** What the server answered against it; what was typed stays. */
  error?: string | undefined
  children: ReactNode
}

/** A small form over the page: Escape leaves it, Ctrl or Cmd and Enter sends it. */
export function Dialog({ title, verb, isBusy, onClose, onSubmit, error, children }: Props) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isBusy) onSubmit()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      centered
      transitionProps={{ duration: 100 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        onSubmit={submit}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event)
        }}
      >
        <div className={classes.fields}>{children}</div>
        {error && (
          <p className={classes.error} role="alert">
            {error}
          </p>
        )}
        <Group justify="flex-end" mt="md" gap="xs">
          <Button variant="default" onClick={onClose}>
            Back
          </Button>
          <Button type="submit" loading={isBusy}>
            {verb}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
