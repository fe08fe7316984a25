'use client'

import { Button } from '@mantine/core'
import { IconCircleCheck, IconPackage, IconSearchOff } from '@tabler/icons-react'
import { Notice } from '@/components/states/notice'
import type { OrderView } from '@/domain/order/order-views'
import { FirstOrders } from './first-orders'
import { isFiltered, type OrderListState } from './order-list-url'

const EMPTY_VIEWS: Record<Exclude<OrderView, 'all'>, { title: string; text: string }> = {
  attention: {
    title: 'No orders need attention',
    text: 'Blocked orders that need a person appear here with the reason.',
  },
  unfulfilled: {
    title: 'No unfulfilled orders',
    text: 'Every order has been shipped or canceled.',
  },
  refunded: {
    title: 'No refunded orders',
    text: 'Orders with a full or partial refund appear here.',
  },
}

type Props = { state: OrderListState; isSandbox: boolean; onClear: () => void }

/** Explains why the list is empty and offers the next step. */
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
        title={`No orders match “${search}”`}
        actions={showAll}
      >
        <p>
          The search covers order numbers, names, addresses, items, parcels and payments
          {state.view === 'all' && !isFiltered(state)
            ? '.'
            : ' within the selected view and filters.'}
        </p>
      </Notice>
    )
  if (isFiltered(state))
    return (
      <Notice
        icon={<IconSearchOff size={20} />}
        title="No orders match these filters"
        actions={showAll}
      >
        <p>Try removing a filter.</p>
      </Notice>
    )
  if (state.view !== 'all')
    return (
      <Notice
        icon={<IconCircleCheck size={20} />}
        title={EMPTY_VIEWS[state.view].title}
        actions={showAll}
      >
        <p>{EMPTY_VIEWS[state.view].text}</p>
      </Notice>
    )
  if (state.after !== null || state.before !== null)
    return (
      <Notice icon={<IconPackage size={20} />} title="No more orders" actions={showAll}>
        <p>This page is past the end of the list.</p>
      </Notice>
    )
  return <FirstOrders isSandbox={isSandbox} />
}
