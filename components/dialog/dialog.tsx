'use client'

import { Button, Group, Modal } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import classes from './dialog.module.css'

type Props = {
  title: string
  /** The submit button's label. */
  verb: string
  isBusy: boolean
  onClose: () => void
  onSubmit: () => void
  /** The server's error message. */
  error?: string | undefined
  children: ReactNode
}

/** A modal form. Escape closes it; Ctrl+Enter or Cmd+Enter submits it. */
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
            {verb.startsWith('Cancel') ? 'Go back' : 'Cancel'}
          </Button>
          <Button type="submit" loading={isBusy}>
            {verb}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
