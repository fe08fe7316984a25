'use client'

import { useQuery } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import Link from 'next/link'
import { Copyable } from '@/components/copyable/copyable'
import { Facts } from '@/components/panel/facts'
import { Section } from '@/components/panel/section'
import { Failure } from '@/components/states/failure'
import { WEBHOOK_LABELS } from '@/components/status/labels'
import { StatusBadge } from '@/components/status/status-badge'
import { ExactTime } from '@/components/time/time'
import { useTRPC } from '@/components/trpc-provider'
import { orderPath } from '@/paths/routes'
import type { AppRouter } from '@/server/trpc/router'
import { PayloadView } from './payload-view'
import { formatBytes } from './webhook-columns'
import classes from './webhook-page.module.css'
import { WebhookPageSkeleton } from './webhook-page-skeleton'

type Webhook = inferRouterOutputs<AppRouter>['webhooks']['get']

const POLL_MS = 2000

/** A webhook with its outcome, headers and raw payload. */
export function WebhookPage({ webhookId }: { webhookId: string }) {
  const trpc = useTRPC()
  const { data, error, refetch, isFetching } = useQuery(
    trpc.webhooks.get.queryOptions(
      { webhookId },
      { refetchInterval: ({ state }) => (state.data?.status === 'received' ? POLL_MS : false) },
    ),
  )
  if (error && !data)
    return (
      <Failure isPage title="Couldn't load this webhook" query={{ error, refetch, isFetching }} />
    )
  if (!data) return <WebhookPageSkeleton />
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <h1>{data.topic}</h1>
        <StatusBadge pill status={WEBHOOK_LABELS[data.status]} />
        <p className={classes.reason}>{data.reason ?? STATUS_EXPLANATIONS[data.status]}</p>
      </header>
      <div className={classes.columns}>
        <PayloadView text={data.text} byteLength={data.byteLength} />
        <div className={classes.side}>
          <WebhookFacts webhook={data} />
          <Headers headers={data.headers} />
        </div>
      </div>
    </div>
  )
}

const STATUS_EXPLANATIONS: Record<Webhook['status'], string> = {
  received: 'Received, queued for processing',
  processed: 'Applied to the order',
  waiting: 'Waiting for its order',
  superseded: 'A newer webhook had already arrived',
  unused: "Aftercart doesn't use this topic",
  unreadable: "Couldn't be parsed",
}

function WebhookFacts({ webhook }: { webhook: Webhook }) {
  const { orderId, orderName, externalOrderId, eventId, processedAt, triggeredAt } = webhook
  return (
    <Section title="Webhook">
      <Facts
        facts={[
          ['Order', orderId && <Link href={orderPath(orderId)}>{orderName}</Link>],
          ['Order ID', externalOrderId && <Copyable value={externalOrderId} what="order ID" />],
          ['Storefront', webhook.shopDomain],
          ['Webhook ID', <Copyable key="id" value={webhook.externalId} what="webhook ID" />],
          ['Event ID', eventId !== '' && <Copyable value={eventId} what="event ID" />],
          ['Signature', 'Verified on arrival'],
          ['Triggered', triggeredAt && <ExactTime at={triggeredAt} />],
          ['Received', <ExactTime key="received" at={webhook.receivedAt} />],
          ['Processed', processedAt && <ExactTime at={processedAt} />],
          ['Duplicates', webhook.duplicates > 0 && String(webhook.duplicates)],
          ['Size', formatBytes(webhook.byteLength)],
          ['API version', webhook.apiVersion],
          ['Request ID', <Copyable key="request" value={webhook.requestId} what="request ID" />],
        ]}
      />
    </Section>
  )
}

function Headers({ headers }: { headers: Webhook['headers'] }) {
  const sorted = Object.entries(headers).sort(([a], [b]) => a.localeCompare(b, 'en'))
  return (
    <Section title="Headers" aside={sorted.length}>
      <dl className={classes.headers}>
        {sorted.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
