'use client'

import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import Link from 'next/link'
import { exceptionPath } from '@/paths/routes'
import classes from '../list/inbox.module.css'
import { ItemPage } from './item-page'
import { ITEM_PANE_ID } from './open-item'

type Props = { exceptionId: string | null; onClose: () => void }

/** The exception that is open, beside the list; on narrow screens in its place. */
export function ItemPane({ exceptionId, onClose }: Props) {
  if (!exceptionId)
    return (
      <p className={classes.choose} data-pane="item">
        Choose an exception to see what happened and what can be done.
      </p>
    )
  return (
    <section className={classes.item} id={ITEM_PANE_ID} tabIndex={-1} aria-label="Exception">
      <div className={classes.itemBar}>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconArrowLeft size={16} aria-hidden />}
          onClick={onClose}
        >
          Back to the list
        </Button>
        <Link href={exceptionPath(exceptionId)}>Open on a page of its own</Link>
      </div>
      <ItemPage key={exceptionId} exceptionId={exceptionId} isPane />
    </section>
  )
}
