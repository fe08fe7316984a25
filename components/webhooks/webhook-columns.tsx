import type { inferRouterOutputs } from '@trpc/server'
import Link from 'next/link'
import { type Column, RowLink } from '@/components/data-table/data-table'
import { DELIVERY_LABELS } from '@/components/status/labels'
import { StatusBadge } from '@/components/status/status-badge'
import { Time } from '@/components/time/time'
import { deliveryPath, orderPath } from '@/paths/routes'
import type { AppRouter } from '@/server/trpc/router'
import classes from './webhook-list.module.css'

export type DeliveryRow = inferRouterOutputs<AppRouter>['deliveries']['list']['rows'][number]

type Cell = { row: { original: DeliveryRow } }

export const DELIVERY_COLUMNS = [
  {
    id: 'topic',
    header: 'Topic',
    cell: ({ row: { original: delivery } }: Cell) => (
      <RowLink href={deliveryPath(delivery.id)}>{delivery.topic}</RowLink>
    ),
  },
  {
    id: 'received',
    header: 'Received',
    cell: ({ row }: Cell) => <Time at={row.original.receivedAt} />,
  },
  {
    id: 'status',
    header: 'Status',
    cell: ({ row }: Cell) => <StatusBadge status={DELIVERY_LABELS[row.original.status]} />,
  },
  {
    id: 'order',
    header: 'Order',
    cell: ({ row: { original: delivery } }: Cell) =>
      delivery.orderId ? (
        <Link href={orderPath(delivery.orderId)} prefetch={false}>
          {delivery.orderName}
        </Link>
      ) : (
        <span className={classes.none}>{delivery.externalOrderId ?? '–'}</span>
      ),
  },
  { id: 'shop', header: 'Storefront', cell: ({ row }: Cell) => row.original.shopDomain },
  {
    id: 'delivery',
    header: 'Delivery id',
    cell: ({ row }: Cell) => <code className={classes.id}>{row.original.deliveryId}</code>,
  },
  { id: 'repeats', header: 'Repeats', cell: ({ row }: Cell) => row.original.duplicates || '–' },
  { id: 'size', header: 'Size', cell: ({ row }: Cell) => sizeWords(row.original.byteLength) },
] satisfies (Column<DeliveryRow> & { id: string; header: string })[]

/** Bytes as people say them: "840 B", "12 kB", "1.4 MB". */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
