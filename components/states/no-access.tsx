'use client'

import { Button } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import Link from 'next/link'
import { ordersPath } from '@/paths/routes'
import { Notice } from './notice'

/** A room that this person's role does not open, and why. */
export function NoAccess({ area, reason }: { area: string; reason: string }) {
  return (
    <Notice
      isPage
      icon={<IconLock size={20} />}
      title={`You cannot open ${area}`}
      actions={
        <Button component={Link} href={ordersPath()} variant="default">
          Go to orders
        </Button>
      }
    >
      <p>{reason}</p>
      <p>If you need it for your work, ask an admin to change your role.</p>
    </Notice>
  )
}
