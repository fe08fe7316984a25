import type { inferRouterOutputs } from '@trpc/server'
import { type Column, RowLink } from '@/components/data-table/data-table'
import { Tag } from '@/components/status/tag'
import { Time } from '@/components/time/time'
import { customerPath } from '@/paths/routes'
import type { AppRouter } from '@/server/trpc/router'
import classes from './customer-list.module.css'

type CustomerRow = inferRouterOutputs<AppRouter>['customers']['list']['rows'][number]
type Cell = { row: { original: CustomerRow } }

export const CUSTOMER_COLUMNS = [
  {
    id: 'name',
    header: 'Customer',
    cell: ({ row: { original: customer } }: Cell) => (
      <>
        <RowLink href={customerPath(customer.id)}>
          <bdi>{displayName(customer)}</bdi>
        </RowLink>
        {customer.isGuest && <Tag>Guest</Tag>}
      </>
    ),
  },
  {
    id: 'email',
    header: 'Email',
    cell: ({ row }: Cell) => row.original.email ?? <span className={classes.none}>None</span>,
  },
  { id: 'phone', header: 'Phone', cell: ({ row }: Cell) => row.original.phone },
  { id: 'orders', header: 'Orders', cell: ({ row }: Cell) => row.original.orderCount },
  {
    id: 'last',
    header: 'Last order',
    cell: ({ row: { original: customer } }: Cell) =>
      customer.lastOrderAt && <Time at={customer.lastOrderAt} />,
  },
  {
    id: 'since',
    header: 'Customer since',
    cell: ({ row }: Cell) => <Time at={row.original.createdAt} />,
  },
] satisfies (Column<CustomerRow> & { id: string; header: string })[]

function displayName({ name, redactedAt }: CustomerRow): string {
  if (redactedAt) return 'Erased on request'
  return name || 'Unnamed customer'
}
