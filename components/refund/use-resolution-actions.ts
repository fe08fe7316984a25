'use client'

import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'

type ByHand = { outcome: 'done'; reference: string } | { outcome: 'not_done'; reason: string }

/** The ways to settle a refund that did not go through by itself. */
export function useResolutionActions(resolutionId: string, onDone: () => void = () => {}) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const options = {
    onError: ({ message }: { message: string }) =>
      notifications.show({ title: 'That was refused', message, color: 'red' }),
    onSettled: () => queries.invalidateQueries({ queryKey: trpc.orders.pathKey() }),
  }
  const retry = useMutation(
    trpc.refunds.retry.mutationOptions({
      ...options,
      onSuccess: ({ giftCardCode }) => {
        const code = giftCardCode ? ` The gift card's code, shown only now: ${giftCardCode}` : ''
        const message = `The refund is tried again now.${code}`
        notifications.show({ message, color: 'accent', autoClose: giftCardCode ? false : 5000 })
      },
    }),
  )
  const lookUp = useMutation(trpc.refunds.lookUp.mutationOptions(options))
  const settle = useMutation(
    trpc.refunds.settleByHand.mutationOptions({ ...options, onSuccess: onDone }),
  )
  return {
    retry: (as: 'same' | 'gift_card') => retry.mutate({ resolutionId, as }),
    lookUp: () => lookUp.mutate({ resolutionId }),
    settle: (how: ByHand) => settle.mutate({ resolutionId, ...how }),
    isBusy: retry.isPending || lookUp.isPending || settle.isPending,
  }
}
