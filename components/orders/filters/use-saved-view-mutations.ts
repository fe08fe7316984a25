'use client'

import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'

/** Returns the mutations that delete a saved view or set it as the default of a role. */
export function useSavedViewMutations() {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const options = {
    onError: ({ message }: { message: string }) => {
      notifications.show({ title: "Couldn't update the view", message, color: 'red' })
    },
    onSettled: () => queries.invalidateQueries({ queryKey: trpc.savedViews.pathKey() }),
  }
  const { mutate: remove } = useMutation(trpc.savedViews.delete.mutationOptions(options))
  const { mutate: chooseDefault } = useMutation(
    trpc.savedViews.chooseDefault.mutationOptions(options),
  )
  return { remove, chooseDefault }
}
