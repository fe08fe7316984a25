'use client'

import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'

/**
 * What follows a change of an order: its page is read again, and the person is told that it was
 * done, or why it was not.
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
