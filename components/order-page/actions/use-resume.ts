'use client'

import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'
import type { Order } from '../order-data'

/** Returns a function that resumes the order at its first unfinished step, and shows the result. */
export function useResume(order: Order): { resume: () => void; isResuming: boolean } {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { mutate, isPending } = useMutation(
    trpc.orders.resume.mutationOptions({
      onSuccess: () =>
        notifications.show({ message: `Retrying order ${order.name}`, color: 'accent' }),
      onError: ({ message }) =>
        notifications.show({ title: "Couldn't resume the order", message, color: 'red' }),
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.orders.pathKey() }),
    }),
  )
  const resume = () => mutate({ orderId: order.id, reason: 'Retried manually' })
  return { resume, isResuming: isPending }
}
