'use client'

import { Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { DonePanel } from './done-panel'
import { EMPTY_FORM } from './form/refund-form'
import { SheetForm } from './form/sheet-form'
import { useRefundForm } from './form/use-refund-form'
import classes from './refund-sheet.module.css'

type Order = { id: string; name: string; currency: string }
type Props = { order: Order; isOpen: boolean; onClose: () => void }

/** The Issue Refund form in a drawer; fills the screen on phones. */
export function RefundSheet({ order, isOpen, onClose }: Props) {
  const isPhone = useMediaQuery('(max-width: 48em)', false)
  return (
    <Drawer.Root
      opened={isOpen}
      onClose={onClose}
      position="right"
      size={isPhone ? '100%' : 720}
      transitionProps={{ duration: 100 }}
    >
      <Drawer.Overlay backgroundOpacity={0.12} />
      <Drawer.Content classNames={{ content: classes.sheet }}>
        {/* Not Drawer.Header: it renders a <header>, and the page already has a banner landmark. */}
        <div className={classes.head}>
          <Drawer.Title className={classes.title}>Issue refund · {order.name}</Drawer.Title>
          <Drawer.CloseButton aria-label="Close" />
        </div>
        <Drawer.Body className={classes.body}>
          {/* Mounted only while open: each opening gets a new idempotency key. */}
          <SheetContent order={order} onClose={onClose} />
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  )
}

function SheetContent({ order, onClose }: Omit<Props, 'isOpen'>) {
  const sheet = useRefundForm(order, EMPTY_FORM)
  if (sheet.issue.done)
    return <DonePanel done={sheet.issue.done} form={sheet.form} onClose={onClose} />
  return <SheetForm order={order} sheet={sheet} onClose={onClose} />
}
