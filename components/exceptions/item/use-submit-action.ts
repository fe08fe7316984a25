'use client'

import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '@/components/trpc-provider'
import { sentenceCase } from '@/domain/events/sentence-parts'
import type { Action, TakeAction } from './item-data'

export type ActionSubmission = {
  /** Rejects with the server's error. */
  takeAction: (input: TakeAction) => Promise<unknown>
  /** The code of a new gift card. It can't be retrieved again. */
  giftCardCode: string | undefined
}

/** Returns the submission of an action form; success shows a notification. */
export function useSubmitAction({ past }: Pick<Action, 'past'>): ActionSubmission {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [giftCardCode, setGiftCardCode] = useState<string>()
  const { mutateAsync } = useMutation(
    trpc.exceptionActions.take.mutationOptions({
      onSuccess: (result) => {
        notifications.show({ message: sentenceCase(past), color: 'accent' })
        if (result.giftCardCode) setGiftCardCode(result.giftCardCode)
      },
      onSettled: () =>
        Promise.all([
          queries.invalidateQueries({ queryKey: trpc.exceptionActions.pathKey() }),
          queries.invalidateQueries({ queryKey: trpc.exceptions.pathKey() }),
          queries.invalidateQueries({ queryKey: trpc.orders.pathKey() }),
          queries.invalidateQueries({ queryKey: trpc.shell.pathKey() }),
        ]),
    }),
  )
  return { takeAction: mutateAsync, giftCardCode }
}
