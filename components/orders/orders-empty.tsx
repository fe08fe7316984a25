'use client'

import { Button } from '@mantine/core'
import { IconCircleCheck, IconPackage, IconSearchOff } from '@tabler/icons-react'
import { Notice } from '@/components/states/notice'
import type { OrderView } from '@/domain/order/order-views'
import { FirstOrders } from './first-orders'
import { isFiltered, type OrderListState } from './order-list-url'

const NOTHING_IN: Record<Exclude<OrderView, 'all'>, { title: string; text: string }> = {
  attention: {
    title: 'Nothing needs attention',
    text: 'Orders that stop and need a person appear here, with the reason.',
  },
  unfulfilled: {
    title: 'Nothing is unfulfilled',
    text: 'Every order has been shipped or canceled.',
  },
  refunded: {
    title: 'Nothing was refunded',
    text: 'Orders come here once some of their money went back.',
  },
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
          The search looks at numbers, names, addresses, goods, parcels and payments
          {state.view === 'all' && !isFiltered(state)
            ? '.'
            : ', here only within the chosen view and filters.'}
        </p>
      </Notice>
    )
  if (isFiltered(state))
    return (
      <Notice
        icon={<IconSearchOff size={20} />}
        title="No order matches these filters"
        actions={showAll}
      >
        <p>Take one of them off to see more.</p>
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
