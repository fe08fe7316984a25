import Link from 'next/link'
import { Money } from '@/components/money/money'
import { orderStatusLabel } from '@/components/status/order-labels'
import { StatusBadge } from '@/components/status/status-badge'
import { Time } from '@/components/time/time'
import { orderPath } from '@/paths/routes'
import type { CustomerOrder } from './customer-data'
import classes from './customers.module.css'

/** A list of a customer's orders with links. */
export function OrderLinks({ orders }: { orders: CustomerOrder[] }) {
  return (
    <ul className={classes.orders}>
      {orders.map((order) => (
        <li key={order.id} className={classes.order}>
          <Link href={orderPath(order.id)} prefetch={false}>
            {order.name}
          </Link>
          <StatusBadge status={orderStatusLabel(order.status, null)} />
          <span className={classes.at}>
            <Time at={order.placedAt} />
          </span>
          <Money minor={order.totalMinor} currency={order.currency} />
        </li>
      ))}
    </ul>
  )
}
