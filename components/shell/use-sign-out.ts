'use client'

import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { signOut as endSession } from 'next-auth/react'
import { useTRPC } from '@/components/trpc-provider'
import { signInPath } from '@/paths/routes'

/** Returns the actions that sign out of this browser, or of all browsers. */
export function useSignOut(): { signOut: () => void; signOutEverywhere: () => void } {
  const trpc = useTRPC()
  const signOut = () => void endSession({ callbackUrl: signInPath() })
  const { mutate } = useMutation(
    trpc.account.signOutEverywhere.mutationOptions({
      onSuccess: signOut,
      onError: ({ message }) =>
        notifications.show({ color: 'red', title: "Couldn't sign out everywhere", message }),
    }),
  )
  return { signOut, signOutEverywhere: () => mutate() }
}
