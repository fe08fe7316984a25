'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'
import type { ExceptionKind } from '@/domain/exception/exception-kinds'
import { formatDelays } from '@/domain/pipeline/retry-delays'
import { ChangeHistory } from '../change-history'

/** All changes of a kind's retry policy, latest first. */
export function RetryHistory({ kind }: { kind: ExceptionKind }) {
  const trpc = useTRPC()
  const { data = [] } = useQuery(trpc.kindSettings.retryHistory.queryOptions({ kind }))
  return (
    <ChangeHistory
      changes={data.map(({ id, delaysSeconds, jitter, ...change }) => ({
        ...change,
        key: id,
        value: delaysSeconds ? formatDelays(delaysSeconds) : undefined,
        detail: jitter === null ? undefined : `jitter ${Math.round(jitter * 100)}%`,
      }))}
    />
  )
}
