'use client'

import { ActionIcon, CopyButton, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './copyable.module.css'

type Props = {
  /** What is copied. */
  value: string
  /** What it is, for the button's name: "order id". */
  what: string
  /** Not set: the value itself is shown, in mono. */
  children?: ReactNode
}

/** An id or number with the button that copies it. */
export function Copyable({ value, what, children }: Props) {
  return (
    <span className={classes.copyable}>
      {children !== undefined ? children : <code className={classes.id}>{value}</code>}
      <CopyButton value={value} timeout={1500}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? 'Copied' : `Copy the ${what}`}>
            <ActionIcon size={22} aria-label={`Copy the ${what}`} onClick={copy}>
              {copied ? <IconCheck size={14} /> : <IconCopy size={14} stroke={1.8} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </span>
  )
}
