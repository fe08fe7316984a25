'use client'

import { Button, Tooltip } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'

type Props = { onReveal: () => void; isBusy: boolean }

/** Reveals masked personal data. Each use is recorded in the audit log. */
export function RevealButton({ onReveal, isBusy }: Props) {
  return (
    <Tooltip label="Hidden for your role. Viewing is recorded in the audit log.">
      <Button
        variant="default"
        size="xs"
        leftSection={<IconEye size={14} aria-hidden />}
        loading={isBusy}
        onClick={onReveal}
      >
        Show personal data
      </Button>
    </Tooltip>
  )
}
