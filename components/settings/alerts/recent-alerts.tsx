'use client'

import { useQuery } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import Link from 'next/link'
import { Nothing, Section } from '@/components/panel/section'
import type { StatusLabel } from '@/components/status/labels'
import { StatusBadge } from '@/components/status/status-badge'
import { Time } from '@/components/time/time'
import { useTRPC } from '@/components/trpc-provider'
import { kindTitle } from '@/domain/exception/exception-title'
import { exceptionPath } from '@/paths/routes'
import type { AppRouter } from '@/server/trpc/router'
import classes from '../settings.module.css'

type Sent = inferRouterOutputs<AppRouter>['alerts']['recent'][number]

const POLL_MS = 10_000

const STATUS_LABELS: Record<Sent['status'], StatusLabel> = {
  pending: { tone: 'waiting', label: 'Pending' },
  sent: { tone: 'good', label: 'Sent' },
  failed: { tone: 'trouble', label: 'Failed' },
  void: { tone: 'quiet', label: 'Not needed' },
}

/** The latest alerts and digests with their status. */
export function RecentAlerts() {
  const trpc = useTRPC()
  const { data = [] } = useQuery(
    trpc.alerts.recent.queryOptions(undefined, { refetchInterval: POLL_MS }),
  )
  return (
    <Section title="Recent alerts" aside={data.length || ''}>
      {data.length === 0 && <Nothing>No alerts sent yet</Nothing>}
      <ul className={classes.history} aria-label="Recent alerts">
        {data.map((sent) => (
          <li key={sent.id}>
            <StatusBadge status={STATUS_LABELS[sent.status]} />
            <strong>{sent.recipient}</strong>
            {sent.exceptionId ? (
              <Link href={exceptionPath(sent.exceptionId)}>
                {kindTitle(sent.exceptionKind ?? '')}
              </Link>
            ) : (
              <span>Digest</span>
            )}
            <Time at={sent.sentAt ?? sent.dueAt} />
            {sent.error && (
              <span className={classes.problem}>
                {sent.error} ({sent.attempts === 1 ? '1 attempt' : `${sent.attempts} attempts`})
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
