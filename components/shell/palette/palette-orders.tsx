import { Spotlight } from '@mantine/spotlight'
import { IconList, IconPackage } from '@tabler/icons-react'
import { useEffect } from 'react'
import { Money } from '@/components/money/money'
import { orderStatusLabel } from '@/components/status/order-labels'
import { StatusBadge } from '@/components/status/status-badge'
import { orderPath } from '@/paths/routes'
import classes from './palette-orders.module.css'
import { selectFirstAction } from './palette-store'
import type { FoundOrders } from './use-found-orders'

type Props = {
  found: FoundOrders
  onOpen: (href: string) => void
  /** The path of the orders list with the same search. */
  allHref: string
}

/** The orders that match the typed text. */
export function PaletteOrders({ found, onOpen, allHref }: Props) {
  const { orders } = found
  useEffect(() => {
    if (orders) selectFirstAction()
  }, [orders])
  return (
    <Spotlight.ActionsGroup label="Orders">
      {orders?.map((order) => (
        <Spotlight.Action key={order.id} onClick={() => onOpen(orderPath(order.id))}>
          <span className={classes.order}>
            <IconPackage size={18} stroke={1.6} aria-hidden />
            <span className={classes.number}>{order.name}</span>
            <bdi className={classes.customer}>{order.customerName || order.email || 'Guest'}</bdi>
            <StatusBadge status={orderStatusLabel(order.status, order.currentStep)} />
            <Money minor={order.totalMinor} currency={order.currency} />
          </span>
        </Spotlight.Action>
      ))}
      <SearchStatus found={found} />
      {orders?.length !== 0 && (
        <Spotlight.Action
          label="Show all results"
          leftSection={<IconList size={18} stroke={1.6} />}
          onClick={() => onOpen(allHref)}
        />
      )}
    </Spotlight.ActionsGroup>
  )
}

function SearchStatus({ found: { orders, hasFailed, isSearching } }: { found: FoundOrders }) {
  const text = hasFailed
    ? "Couldn't search orders. Try again in a moment."
    : isSearching
      ? 'Searching…'
      : orders?.length === 0 && 'No matching orders'
  return (
    <p className={classes.none} role="status">
      {text}
    </p>
  )
}
