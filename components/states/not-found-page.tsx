'use client'

import { Button } from '@mantine/core'
import { IconFileUnknown } from '@tabler/icons-react'
import Link from 'next/link'
import { Notice } from './notice'

type Props = { title: string; children: string; back: { href: string; label: string } }

/** The page for a URL whose record does not exist. */
export function NotFoundPage({ title, children, back }: Props) {
  return (
    <Notice
      isPage
      icon={<IconFileUnknown size={20} />}
      title={title}
      actions={
        <Button component={Link} href={back.href} variant="default">
          {back.label}
        </Button>
      }
    >
      <p>{children}</p>
    </Notice>
  )
}
