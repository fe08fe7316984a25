'use client'

import { Button } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import Link from 'next/link'
import { ordersPath } from '@/paths/routes'
import { Notice } from './notice'

/** The page for an area the viewer's role cannot open, with the reason. */
export function NoAccess({ area, reason }: { area: string; reason: string }) {
  return (
    <Notice
      isPage
      icon={<IconLock size={20} />}
      title={`You don't have access to ${area}`}
      actions={
        <Button component={Link} href={ordersPath()} variant="default">
          Go to orders
        </Button>
      }
    >
      <p>{reason}</p>
      <p>If you need access, ask an admin to change your role.</p>
    </Notice>
  )
}
