'use client'

import { Button } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import Link from 'next/link'
import { exceptionPath } from '@/paths/routes'
import classes from '../list/inbox.module.css'
import { ItemPage } from './item-page'
import { ITEM_PANE_ID } from './open-item'

type Props = { exceptionId: string | null; onClose: () => void }

/** Renders the open exception beside the list; on narrow screens it replaces the list. */
export function ItemPane({ exceptionId, onClose }: Props) {
  if (!exceptionId)
    return (
      <p className={classes.placeholder} data-pane="item">
        Select an exception to see its details and actions.
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
          Back to list
        </Button>
        <Link href={exceptionPath(exceptionId)}>Open full page</Link>
      </div>
      <ItemPage key={exceptionId} exceptionId={exceptionId} isPane />
    </section>
  )
}
