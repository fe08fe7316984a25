import type { inferRouterOutputs } from '@trpc/server'
import Link from 'next/link'
import { type Column, RowLink } from '@/components/data-table/data-table'
import { WEBHOOK_LABELS } from '@/components/status/labels'
import { StatusBadge } from '@/components/status/status-badge'
import { Time } from '@/components/time/time'
import { orderPath, webhookPath } from '@/paths/routes'
import type { AppRouter } from '@/server/trpc/router'
import classes from './webhook-list.module.css'

export type WebhookRow = inferRouterOutputs<AppRouter>['webhooks']['list']['rows'][number]

type Cell = { row: { original: WebhookRow } }

export const WEBHOOK_COLUMNS = [
  {
    id: 'topic',
    header: 'Topic',
    cell: ({ row: { original: webhook } }: Cell) => (
      <RowLink href={webhookPath(webhook.id)}>{webhook.topic}</RowLink>
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
    cell: ({ row }: Cell) => <StatusBadge status={WEBHOOK_LABELS[row.original.status]} />,
  },
  {
    id: 'order',
    header: 'Order',
    cell: ({ row: { original: webhook } }: Cell) =>
      webhook.orderId ? (
        <Link href={orderPath(webhook.orderId)} prefetch={false}>
          {webhook.orderName}
        </Link>
      ) : (
        <span className={classes.none}>{webhook.externalOrderId ?? '–'}</span>
      ),
  },
  { id: 'shop', header: 'Storefront', cell: ({ row }: Cell) => row.original.shopDomain },
  {
    id: 'webhook',
    header: 'Webhook ID',
    cell: ({ row }: Cell) => <code className={classes.id}>{row.original.externalId}</code>,
  },
  {
    id: 'duplicates',
    header: 'Duplicates',
    cell: ({ row }: Cell) => row.original.duplicates || '–',
  },
  { id: 'size', header: 'Size', cell: ({ row }: Cell) => formatBytes(row.original.byteLength) },
] satisfies (Column<WebhookRow> & { id: string; header: string })[]

/** Returns a size in bytes as text: "840 B", "12 kB", "1.4 MB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
