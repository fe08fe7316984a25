import type { inferRouterOutputs } from '@trpc/server'
import { type Column, RowLink } from '@/components/data-table/data-table'
import { Money } from '@/components/money/money'
import { orderWord } from '@/components/status/order-words'
import { StatusBadge } from '@/components/status/status-badge'
import { FULFILMENT_WORDS, PAYMENT_WORDS } from '@/components/status/words'
import { Time } from '@/components/time/time'
import { orderPath } from '@/server/domain/routes'
import type { AppRouter } from '@/server/trpc/router'
import classes from './order-list.module.css'

export type OrderRow = inferRouterOutputs<AppRouter>['orders']['list']['rows'][number]

type Cell = { row: { original: OrderRow } }

export const ORDER_COLUMNS = [
  {
    id: 'order',
    header: 'Order',
    cell: ({ row: { original: order } }: Cell) => (
      <>
        <RowLink href={orderPath(order.id)}>{order.name}</RowLink>
        {order.isTest && <span className={classes.test}>Test</span>}
      </>
    ),
  },
  {
    id: 'placed',
    header: 'Placed',
    cell: ({ row }: Cell) => <Time at={row.original.placedAt} />,
  },
  {
    id: 'customer',
    header: 'Customer',
    cell: ({ row: { original: order } }: Cell) => (
      <bdi>{order.customerName || order.email || <span className={classes.none}>Guest</span>}</bdi>
    ),
  },
  {
    id: 'status',
    header: 'Status',
    cell: ({ row: { original: order } }: Cell) => (
      <StatusBadge status={orderWord(order.status, order.currentStep)} />
    ),
  },
  {
    id: 'payment',
    header: 'Payment',
    cell: ({ row }: Cell) => <StatusBadge status={PAYMENT_WORDS[row.original.paymentStatus]} />,
  },
  {
    id: 'fulfilment',
    header: 'Fulfilment',
    cell: ({ row }: Cell) => (
      <StatusBadge status={FULFILMENT_WORDS[row.original.fulfilmentStatus]} />
    ),
  },
  { id: 'items', header: 'Items', cell: ({ row }: Cell) => row.original.itemCount },
  {
    id: 'total',
    header: 'Total',
    cell: ({ row: { original: order } }: Cell) => (
      <Money minor={order.totalMinor} currency={order.currency} />
    ),
  },
] satisfies (Column<OrderRow> & { id: string; header: string })[]
