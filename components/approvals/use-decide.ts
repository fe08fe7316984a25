'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'

/** Returns the mutations that approve or reject a request. */
export function useDecide(resolutionId: string) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const onSettled = async () => {
    await queries.invalidateQueries({ queryKey: trpc.approvals.pathKey() })
    await queries.invalidateQueries({ queryKey: trpc.orders.pathKey() })
  }
  const approval = useMutation(trpc.approvals.approve.mutationOptions({ onSettled }))
  const rejection = useMutation(trpc.approvals.reject.mutationOptions({ onSettled }))
  return {
    approve: (note: string) => approval.mutate({ resolutionId, note }),
    reject: (note: string) => rejection.mutate({ resolutionId, note }),
    isBusy: approval.isPending || rejection.isPending,
    error: (approval.error ?? rejection.error)?.message,
    giftCardCode: approval.data?.giftCardCode ?? null,
  }
}
