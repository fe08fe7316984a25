'use client'

import { Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { DonePanel } from './done-panel'
import { EMPTY_FORM } from './refund-form'
import classes from './refund-sheet.module.css'
import { SheetForm } from './sheet-form'
import { useRefundForm } from './use-refund-form'

type Order = { id: string; name: string; currency: string }
type Props = { order: Order; isOpen: boolean; onClose: () => void }

/** The Issue Refund form over the order, from the right; the whole screen on phones. */
export function RefundSheet({ order, isOpen, onClose }: Props) {
  const isPhone = useMediaQuery('(max-width: 48em)', false)
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      position="right"
      size={isPhone ? '100%' : 720}
      title={`Issue refund · ${order.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
      transitionProps={{ duration: 100 }}
      overlayProps={{ backgroundOpacity: 0.12 }}
      classNames={{ content: classes.sheet, body: classes.body, header: classes.head }}
    >
      {/* Mounted with the sheet: an idempotency key lives as long as the form is open. */}
      <SheetContent order={order} onClose={onClose} />
    </Drawer>
  )
}

function SheetContent({ order, onClose }: Omit<Props, 'isOpen'>) {
  const sheet = useRefundForm(order, EMPTY_FORM)
  if (sheet.issue.done)
    return <DonePanel done={sheet.issue.done} form={sheet.form} onClose={onClose} />
  return <SheetForm order={order} sheet={sheet} onClose={onClose} />
}
