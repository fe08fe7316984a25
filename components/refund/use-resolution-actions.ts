'use client'

import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'

type RecordedOutcome =
  | { outcome: 'done'; reference: string }
  | { outcome: 'not_done'; reason: string }

/** Returns the mutations for a refund that failed or whose outcome is unknown. */
export function useResolutionActions(resolutionId: string, onDone: () => void = () => {}) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const options = {
    onError: ({ message }: { message: string }) =>
      notifications.show({ title: "Couldn't update the refund", message, color: 'red' }),
    onSettled: () => queries.invalidateQueries({ queryKey: trpc.orders.pathKey() }),
  }
  const retry = useMutation(
    trpc.refunds.retry.mutationOptions({
      ...options,
      onSuccess: ({ giftCardCode }) => {
        const code = giftCardCode
          ? `. Gift card code. Copy it now, it won't be shown again: ${giftCardCode}`
          : ''
        const message = `Refund retry started${code}`
        notifications.show({ message, color: 'accent', autoClose: giftCardCode ? false : 5000 })
      },
    }),
  )
  const lookUp = useMutation(trpc.refunds.lookUp.mutationOptions(options))
  const settle = useMutation(
    trpc.refunds.recordOutcome.mutationOptions({ ...options, onSuccess: onDone }),
  )
  return {
    retry: (as: 'same' | 'gift_card') => retry.mutate({ resolutionId, as }),
    lookUp: () => lookUp.mutate({ resolutionId }),
    settle: (outcome: RecordedOutcome) => settle.mutate({ resolutionId, ...outcome }),
    isBusy: retry.isPending || lookUp.isPending || settle.isPending,
  }
}
