'use client'

import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'

/**
 * Returns the callbacks of an order mutation: they refetch the order and show the success message or
 * the error as a notification.
 */
export function useFeedback(done: string | undefined, failed: string) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  return {
    onSuccess: () => {
      if (done) notifications.show({ message: done, color: 'accent' })
    },
    onError: ({ message }: { message: string }) => {
      notifications.show({ title: failed, message, color: 'red' })
    },
    onSettled: () => queries.invalidateQueries({ queryKey: trpc.orders.pathKey() }),
  }
}
