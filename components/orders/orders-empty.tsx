'use client'

import { Button } from '@mantine/core'
import { IconCircleCheck, IconPackage, IconSearchOff } from '@tabler/icons-react'
import { Notice } from '@/components/states/notice'
import type { OrderView } from '@/server/domain/order-views'
import { FirstOrders } from './first-orders'
import type { OrderListState } from './order-list-url'

const NOTHING_IN: Record<Exclude<OrderView, 'all'>, { title: string; text: string }> = {
  attention: {
    title: 'Nothing needs attention',
    text: 'Orders that stop and need a person appear here, with the reason.',
  },
  open: {
    title: 'Nothing is in progress',
    text: 'Every order has been completed, cancelled or stopped.',
  },
  completed: {
    title: 'No order is completed yet',
    text: 'An order comes here once it is paid, shipped and announced.',
  },
  cancelled: { title: 'No order was cancelled', text: 'Cancelled orders are kept here.' },
}

type Props = { state: OrderListState; isSandbox: boolean; onClear: () => void }

/** Why the list is empty, and the next step. */
export function OrdersEmpty({ state, isSandbox, onClear }: Props) {
  const search = state.q.trim()
  const showAll = (
    <Button variant="default" onClick={onClear}>
      Show all orders
    </Button>
  )
  if (search !== '')
    return (
      <Notice
        icon={<IconSearchOff size={20} />}
        title={`No order matches “${search}”`}
        actions={showAll}
      >
        <p>
          The search looks at order numbers, names and e-mail addresses
          {state.view === 'all' ? '.' : ', here only within the chosen view.'}
        </p>
      </Notice>
    )
  if (state.view !== 'all')
    return (
      <Notice
        icon={<IconCircleCheck size={20} />}
        title={NOTHING_IN[state.view].title}
        actions={showAll}
      >
        <p>{NOTHING_IN[state.view].text}</p>
      </Notice>
    )
  if (state.after !== null || state.before !== null)
    return (
      <Notice icon={<IconPackage size={20} />} title="No more orders" actions={showAll}>
        <p>The list ends before this page.</p>
      </Notice>
    )
  return <FirstOrders isSandbox={isSandbox} />
}
