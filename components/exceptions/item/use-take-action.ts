'use client'

import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '@/components/trpc-provider'
import type { TakeAction } from './item-data'

/** What each field of a form got wrong, by its name, as the server told it. */
export type FieldProblems = Partial<Record<string, string>>

type Taking = {
  take: (input: TakeAction) => void
  isTaking: boolean
  /** Why it was refused, in a sentence; what was typed stays. */
  problem: string | undefined
  fields: FieldProblems
  /** The code of a gift card that was made: shown now and never again. */
  giftCardCode: string | undefined
}

/** Takes an action and shows what became of it; `done` is what the person is told. */
export function useTakeAction(done: string): Taking {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [giftCardCode, setGiftCardCode] = useState<string>()
  const { mutate, isPending, error } = useMutation(
    trpc.exceptionActions.take.mutationOptions({
      onSuccess: (taken) => {
        notifications.show({ message: done, color: 'accent' })
        if (taken.giftCardCode) setGiftCardCode(taken.giftCardCode)
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
  return {
    take: (input) => mutate(input),
    isTaking: isPending,
    problem: error ? wording(error) : undefined,
    fields: fieldsOf(error),
    giftCardCode,
  }
}

/** A call that never reached the server has only the browser's own words for it. */
function wording(error: { message: string; data?: unknown }): string {
  if (error.data) return error.message
  return 'Aftercart did not answer. Check your connection; nothing you typed is lost.'
}

function fieldsOf(error: { data?: unknown } | null): FieldProblems {
  const data = error?.data
  if (typeof data !== 'object' || data === null || !('details' in data)) return {}
  const { details } = data
  if (typeof details !== 'object' || details === null || !('fields' in details)) return {}
  return (details.fields ?? {}) as FieldProblems
}
