'use client'

import { ActionIcon, CopyButton, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './copyable.module.css'

type Props = {
  /** The text to copy. */
  value: string
  /** The noun for the button's label: "order ID". */
  what: string
  /** Defaults to the value in a monospace font. */
  children?: ReactNode
}

/** An ID or number with a copy button. */
export function Copyable({ value, what, children }: Props) {
  return (
    <span className={classes.copyable}>
      {children !== undefined ? children : <code className={classes.id}>{value}</code>}
      <CopyButton value={value} timeout={1500}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? 'Copied' : `Copy ${what}`}>
            <ActionIcon size={22} aria-label={`Copy ${what}`} onClick={copy}>
              {copied ? <IconCheck size={14} /> : <IconCopy size={14} stroke={1.8} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </span>
  )
}
