'use client'

import { Button, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'

type Props = {
  children: ReactNode
  /** Undefined: submits the form. */
  onClick?: () => void
  /** Why the button is disabled; undefined when it is enabled. */
  reasonAgainst: string | undefined
  isBusy?: boolean
  icon?: ReactNode
  variant?: 'filled' | 'default'
}

/** Renders a button that, when disabled, shows the reason on hover, on focus and to screen readers. */
export function ReasonedButton({
  children,
  onClick,
  reasonAgainst,
  isBusy = false,
  icon,
  variant = 'filled',
}: Props) {
  const isDisabled = reasonAgainst !== undefined
  return (
    <Tooltip label={reasonAgainst} disabled={!isDisabled}>
      <Button
        leftSection={icon}
        variant={variant}
        type={onClick ? 'button' : 'submit'}
        loading={isBusy}
        {...(isDisabled && { 'data-disabled': true, 'aria-disabled': true })}
        onClick={(event) => (isDisabled ? event.preventDefault() : onClick?.())}
      >
        {children}
      </Button>
    </Tooltip>
  )
}
