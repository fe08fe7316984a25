'use client'

import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { signOut as endSession } from 'next-auth/react'
import { useTRPC } from '@/components/trpc-provider'
import { signInPath } from '@/paths/routes'

/** The ways out: of this browser, or of every browser the person is signed in at. */
export function useSignOut(): { signOut: () => void; signOutEverywhere: () => void } {
  const trpc = useTRPC()
  const signOut = () => void endSession({ callbackUrl: signInPath() })
  const { mutate } = useMutation(
    trpc.account.signOutEverywhere.mutationOptions({
      onSuccess: signOut,
      onError: ({ message }) =>
        notifications.show({ color: 'red', title: 'You are still signed in', message }),
    }),
  )
  return { signOut, signOutEverywhere: () => mutate() }
}
