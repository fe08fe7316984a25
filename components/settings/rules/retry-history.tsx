'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'
import type { ExceptionKind } from '@/domain/exception/exception-kinds'
import { formatDelays } from '@/domain/pipeline/retry-delays'
import { ChangeHistory } from '../change-history'

/** Every change of a kind's retries, the latest first. */
export function RetryHistory({ kind }: { kind: ExceptionKind }) {
  const trpc = useTRPC()
  const { data = [] } = useQuery(trpc.kindSettings.retryHistory.queryOptions({ kind }))
  return (
    <ChangeHistory
      changes={data.map(({ id, delaysSeconds, jitter, ...change }) => ({
        ...change,
        key: id,
        words: delaysSeconds ? formatDelays(delaysSeconds) : undefined,
        detail: jitter === null ? undefined : `spread ${Math.round(jitter * 100)} %`,
      }))}
    />
  )
}
