'use client'

import { useQuery } from '@tanstack/react-query'
import { Time } from '@/components/time/time'
import { useTRPC } from '@/components/trpc-provider'
import type { ExceptionKind } from '@/server/domain/exception-kinds'
import { formatDelays } from '@/server/domain/retry-delays'
import classes from './settings.module.css'

/** Every change of a kind's retries, the latest first. */
export function RetryHistory({ kind }: { kind: ExceptionKind }) {
  const trpc = useTRPC()
  const { data = [] } = useQuery(trpc.kindSettings.retryHistory.queryOptions({ kind }))
  if (data.length === 0) return null
  return (
    <ol className={classes.history} aria-label="Changes">
      {data.map(({ id, delaysSeconds, jitter, reason, changedByName, at }) => (
        <li key={id}>
          <strong>{delaysSeconds ? formatDelays(delaysSeconds) : 'Back to the standard'}</strong>
          {jitter !== null && <span>spread {Math.round(jitter * 100)} %</span>}
          <span>{reason}</span>
          <span>
            {changedByName}, <Time at={at} />
          </span>
        </li>
      ))}
    </ol>
  )
}
