'use client'

import { Button, Group, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { FormError } from '../form/form-error'
import type { FormSubmission } from '../form/use-zod-form'
import classes from './dialog.module.css'

type Props = {
  title: string
  /** The submit button's label. */
  verb: string
  form: FormSubmission
  onClose: () => void
  children: ReactNode
}

/** A modal form. Escape closes it; Ctrl+Enter or Cmd+Enter submits it. */
export function Dialog({ title, verb, form, onClose, children }: Props) {
  const { formProps, submit, isBusy, failure } = form
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
        {...formProps}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          if (!isBusy) submit()
        }}
      >
        <div className={classes.fields}>
          {children}
          <FormError {...failure} />
        </div>
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
