'use client'

import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '@/components/trpc-provider'
import type { ExceptionBulkAction, OrderBulkAction } from '@/domain/bulk/bulk-jobs'

type Job = { kind: ExceptionBulkAction | OrderBulkAction; filter: Record<string, unknown> }

/** Returns a function that starts one bulk job from a dialog; failures show as a notification. */
export function useStartJob({ kind, filter }: Job, onStarted: () => void) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  // One ID per dialog, so that submitting twice starts one job.
  const [jobId] = useState(() => crypto.randomUUID())
  const { mutateAsync } = useMutation(
    trpc.bulk.start.mutationOptions({
      onSuccess: onStarted,
      onError: ({ message }) =>
        void notifications.show({ title: "Couldn't start the job", message, color: 'red' }),
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.bulk.pathKey() }),
    }),
  )
  return (payload: Record<string, unknown>) => mutateAsync({ jobId, kind, filter, payload })
}
