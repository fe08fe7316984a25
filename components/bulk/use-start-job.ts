'use client'

import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '@/components/trpc-provider'
import type { ExceptionBulkKind, OrderBulkKind } from '@/domain/bulk/bulk-jobs'

type Job = { kind: ExceptionBulkKind | OrderBulkKind; filter: Record<string, unknown> }

/** Starts one job from a dialog; what the server answers against it is told. */
export function useStartJob({ kind, filter }: Job, onStarted: () => void) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  // One id for this dialog: a press that is repeated starts nothing twice.
  const [jobId] = useState(() => crypto.randomUUID())
  const { mutate, isPending } = useMutation(
    trpc.bulk.start.mutationOptions({
      onSuccess: onStarted,
      onError: ({ message }) =>
        void notifications.show({ title: 'Nothing was started', message, color: 'red' }),
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.bulk.pathKey() }),
    }),
  )
  const start = (payload: Record<string, unknown>) => mutate({ jobId, kind, filter, payload })
  return { start, isStarting: isPending }
}
