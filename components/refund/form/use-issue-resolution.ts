'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '@/components/trpc-provider'
import { type Issued, type RefundForm, toRefundInput, toReshipmentInput } from './refund-form'

type Order = { id: string; currency: string }

export type Issue = {
  issue: (form: RefundForm, revision: string) => void
  isIssuing: boolean
  /** Why the server refused it, in a sentence. */
  error: string | undefined
  done: Issued | undefined
}

/**
 * Sends the form, under one idempotency key for as long as it is open: a double click and a
 * request that is repeated because its answer was lost end in one refund.
 */
export function useIssueResolution(order: Order, onRefused: () => void): Issue {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const options = {
    onSettled: () => queries.invalidateQueries({ queryKey: trpc.orders.pathKey() }),
    onError: onRefused,
  }
  const refund = useMutation(trpc.refunds.issue.mutationOptions(options))
  const reshipment = useMutation(trpc.refunds.reship.mutationOptions(options))
  return {
    issue: (form, revision) => {
      const sent = { idempotencyKey, revision }
      if (form.reissue === 'refund') refund.mutate({ ...toRefundInput(form, order), ...sent })
      else reshipment.mutate({ ...toReshipmentInput(form, order.id), ...sent })
    },
    isIssuing: refund.isPending || reshipment.isPending,
    error: (refund.error ?? reshipment.error)?.message,
    done: refund.data ?? reshipment.data,
  }
}
