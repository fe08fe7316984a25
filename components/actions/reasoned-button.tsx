'use client'

import { Button, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'

type Props = {
  children: ReactNode
  onClick: () => void
  /** Why it cannot be pressed; undefined when it can. */
  reasonAgainst: string | undefined
  isBusy?: boolean
  icon?: ReactNode
  variant?: 'filled' | 'default'
}

/** A button that, when it cannot be pressed, says why on hover, on focus and to screen readers. */
export function ReasonedButton({
  children,
  onClick,
  reasonAgainst,
  isBusy = false,
  icon,
  variant = 'filled',
}: Props) {
  const isRefused = reasonAgainst !== undefined
  return (
    <Tooltip label={reasonAgainst} disabled={!isRefused}>
      <Button
        leftSection={icon}
        variant={variant}
        loading={isBusy}
        {...(isRefused && { 'data-disabled': true, 'aria-disabled': true })}
        onClick={(event) => (isRefused ? event.preventDefault() : onClick())}
      >
        {children}
      </Button>
    </Tooltip>
  )
}
