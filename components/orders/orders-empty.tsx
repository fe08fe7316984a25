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
  const reason = emptyReason(state)
  if (!reason) return <FirstOrders isSandbox={isSandbox} />
  const { icon: Icon, title, text } = reason
  const showAll = (
    <Button variant="default" onClick={onClear}>
      Show all orders
    </Button>
  )
  return (
    <Notice icon={<Icon size={20} />} title={title} actions={showAll}>
      <p>{text}</p>
    </Notice>
  )
}

/** Returns why the list is empty; undefined if there are no orders at all. */
function emptyReason(state: OrderListState) {
  const search = state.q.trim()
  if (search !== '') {
    const isWithin = state.view !== 'all' || isFiltered(state)
    const scope = isWithin ? ' within the selected view and filters' : ''
    return {
      icon: IconSearchOff,
      title: `No orders match “${search}”`,
      text: `The search covers order numbers, names, addresses, items, parcels and payments${scope}.`,
    }
  }
  if (isFiltered(state))
    return {
      icon: IconSearchOff,
      title: 'No orders match these filters',
      text: 'Try removing a filter.',
    }
  if (state.view !== 'all') return { icon: IconCircleCheck, ...EMPTY_VIEWS[state.view] }
  if (state.after !== null || state.before !== null)
    return {
      icon: IconPackage,
      title: 'No more orders',
      text: 'This page is past the end of the list.',
    }
  return undefined
}
