'use client'

import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '@/components/trpc-provider'
import { sentenceCase } from '@/domain/events/sentence-parts'
import type { Action, TakeAction } from './item-data'

/** The server's validation error of each field, by field name. */
export type FieldErrors = Partial<Record<string, string>>

export type ActionSubmission = {
  submit: (input: TakeAction) => void
  isSubmitting: boolean
  error: string | undefined
  fieldErrors: FieldErrors
  /** The code of a new gift card. It can't be retrieved again. */
  giftCardCode: string | undefined
}

/** Returns the submission of an action form; success shows a notification. */
export function useSubmitAction({ past }: Pick<Action, 'past'>): ActionSubmission {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [giftCardCode, setGiftCardCode] = useState<string>()
  const { mutate, isPending, error } = useMutation(
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
  return {
    submit: (input) => mutate(input),
    isSubmitting: isPending,
    error: error ? errorText(error) : undefined,
    fieldErrors: fieldErrorsOf(error),
    giftCardCode,
  }
}

/** Returns the server's message. Network errors have only a technical browser message, so they get ours. */
function errorText(error: { message: string; data?: unknown }): string {
  if (error.data) return error.message
  return "Couldn't reach Aftercart. Check your connection and try again. Your input is kept."
}

function fieldErrorsOf(error: { data?: unknown } | null): FieldErrors {
  const data = error?.data
  if (typeof data !== 'object' || data === null || !('details' in data)) return {}
  const { details } = data
  if (typeof details !== 'object' || details === null || !('fields' in details)) return {}
  return (details.fields ?? {}) as FieldErrors
}
