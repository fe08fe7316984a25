import { Spotlight } from '@mantine/spotlight'
import { IconList, IconPackage } from '@tabler/icons-react'
import type { inferRouterOutputs } from '@trpc/server'
import { Money } from '@/components/money/money'
import { orderWord } from '@/components/status/order-words'
import { StatusBadge } from '@/components/status/status-badge'
import { orderPath } from '@/server/domain/routes'
import type { AppRouter } from '@/server/trpc/router'
import classes from './palette-orders.module.css'

type Props = {
  orders: inferRouterOutputs<AppRouter>['orders']['find']
  /** The answer is there: an empty one means that nothing matches. */
  isSettled: boolean
  onOpen: (href: string) => void
  /** The whole list with the same search. */
  allHref: string
}

/** The orders that match what is typed into the palette. */
export function PaletteOrders({ orders, isSettled, onOpen, allHref }: Props) {
  if (orders.length === 0)
    return isSettled ? <p className={classes.none}>No order matches.</p> : null
  return (
    <Spotlight.ActionsGroup label="Orders">
      {orders.map((order) => (
        <Spotlight.Action key={order.id} onClick={() => onOpen(orderPath(order.id))}>
          <span className={classes.order}>
            <IconPackage size={18} stroke={1.6} aria-hidden />
            <span className={classes.number}>{order.name}</span>
            <bdi className={classes.customer}>{order.customerName || order.email || 'Guest'}</bdi>
            <StatusBadge status={orderWord(order.status, order.currentStep)} />
            <Money minor={order.totalMinor} currency={order.currency} />
          </span>
        </Spotlight.Action>
      ))}
      <Spotlight.Action
        label="Show all matches in the list"
        leftSection={<IconList size={18} stroke={1.6} />}
        onClick={() => onOpen(allHref)}
      />
    </Spotlight.ActionsGroup>
  )
}
