import type { inferRouterOutputs } from '@trpc/server'
import { type Column, RowLink } from '@/components/data-table/data-table'
import { Money } from '@/components/money/money'
import { FULFILLMENT_LABELS, PAYMENT_LABELS } from '@/components/status/labels'
import { orderStatusLabel } from '@/components/status/order-labels'
import { StatusBadge } from '@/components/status/status-badge'
import { Tag } from '@/components/status/tag'
import { Time } from '@/components/time/time'
import { orderPath } from '@/paths/routes'
import type { AppRouter } from '@/server/trpc/router'
import { COLUMN_LABELS, type ColumnName } from './column-names'
import { Assignee, Country, Storefront } from './named-cells'
import classes from './order-list.module.css'

export type OrderRow = inferRouterOutputs<AppRouter>['orders']['list']['rows'][number]

type Cell = { row: { original: OrderRow } }

const CELLS: Record<ColumnName, NonNullable<Column<OrderRow>['cell']>> = {
  order: ({ row: { original: order } }: Cell) => (
    <>
      <RowLink href={orderPath(order.id)}>{order.name}</RowLink>
      {order.isTest && <Tag>Test</Tag>}
    </>
  ),
  placed: ({ row }: Cell) => <Time at={row.original.placedAt} />,
  customer: ({ row: { original: order } }: Cell) => (
    <bdi>{order.customerName || order.email || <span className={classes.none}>Guest</span>}</bdi>
  ),
  status: ({ row: { original: order } }: Cell) => (
    <StatusBadge status={orderStatusLabel(order.status, order.currentStep)} />
  ),
  payment: ({ row }: Cell) => <StatusBadge status={PAYMENT_LABELS[row.original.paymentStatus]} />,
  fulfillment: ({ row }: Cell) => (
    <StatusBadge status={FULFILLMENT_LABELS[row.original.fulfillmentStatus]} />
  ),
  items: ({ row }: Cell) => row.original.itemCount,
  total: ({ row: { original: order } }: Cell) => (
    <Money minor={order.totalMinor} currency={order.currency} />
  ),
  country: ({ row }: Cell) => <Country code={row.original.country} />,
  tags: ({ row }: Cell) => <bdi>{row.original.tags.join(', ')}</bdi>,
  assignee: ({ row }: Cell) => <Assignee id={row.original.assigneeId} />,
  storefront: ({ row }: Cell) => <Storefront id={row.original.storefrontId} />,
}

/** Returns the columns of the orders list in the given order. */
export function orderColumns(names: readonly ColumnName[]) {
  return names.map((id) => ({ id, header: COLUMN_LABELS[id], cell: CELLS[id] }))
}
