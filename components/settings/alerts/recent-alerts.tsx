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

const STATES: Record<Sent['status'], StatusLabel> = {
  pending: { tone: 'waiting', label: 'Waits' },
  sent: { tone: 'good', label: 'Sent' },
  failed: { tone: 'trouble', label: 'Failed' },
  void: { tone: 'quiet', label: 'Not needed' },
}

/** The latest messages, and what became of them. */
export function RecentAlerts() {
  const trpc = useTRPC()
  const { data = [] } = useQuery(
    trpc.alerts.recent.queryOptions(undefined, { refetchInterval: POLL_MS }),
  )
  return (
    <Section title="Sent lately" aside={data.length || ''}>
      {data.length === 0 && <Nothing>Nobody was told of anything yet.</Nothing>}
      <ul className={classes.history} aria-label="Sent lately">
        {data.map((sent) => (
          <li key={sent.id}>
            <StatusBadge status={STATES[sent.status]} />
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
                {sent.error}, tried {sent.attempts === 1 ? 'once' : `${sent.attempts} times`}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
