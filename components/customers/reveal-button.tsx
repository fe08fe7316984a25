'use client'

import { Button, Tooltip } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'

type Props = { onReveal: () => void; isBusy: boolean }

/** Shows what is masked for this role; that it was shown is written down. */
export function RevealButton({ onReveal, isBusy }: Props) {
  return (
    <Tooltip label="Your role does not need these. That you looked is written to the audit log.">
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
