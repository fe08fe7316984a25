'use client'

import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'
import type { Order } from '../order-data'

/** Sends the order on from its first unfinished step, and shows what became of the request. */
export function useResume(order: Order): { resume: () => void; isResuming: boolean } {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { mutate, isPending } = useMutation(
    trpc.orders.resume.mutationOptions({
      onSuccess: () =>
        notifications.show({ message: `Order ${order.name} is tried again now.`, color: 'accent' }),
      onError: ({ message }) =>
        notifications.show({ title: 'The order was not sent on', message, color: 'red' }),
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.orders.pathKey() }),
    }),
  )
  const resume = () => mutate({ orderId: order.id, reason: 'Tried again by hand' })
  return { resume, isResuming: isPending }
}
