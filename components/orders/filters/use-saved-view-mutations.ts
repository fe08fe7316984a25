'use client'

import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'

/** Removes saved views and chooses which one the list opens with. */
export function useViewChanges() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const options = {
    onError: ({ message }: { message: string }) => {
      notifications.show({ title: 'The view was not changed', message, color: 'red' })
    },
    onSettled: () => queries.invalidateQueries({ queryKey: trpc.savedViews.pathKey() }),
  }
  const { mutate: remove } = useMutation(trpc.savedViews.delete.mutationOptions(options))
  const { mutate: chooseDefault } = useMutation(
    trpc.savedViews.chooseDefault.mutationOptions(options),
  )
  return { remove, chooseDefault }
}
