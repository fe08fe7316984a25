'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '@/components/trpc-provider'
import {
  type IssuedResolution,
  type RefundForm,
  toRefundInput,
  toReshipmentInput,
} from './refund-form'

type Order = { id: string; currency: string }

export type IssueMutation = {
  issue: (form: RefundForm, revision: string) => void
  isIssuing: boolean
  /** The server's error message. */
  error: string | undefined
  done: IssuedResolution | undefined
}

/**
 * Submits the form with one idempotency key for as long as it is open, so that a double click or a
 * retry after a lost response issues one refund.
 */
export function useIssueResolution(order: Order, onError: () => void): IssueMutation {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const options = {
    onSettled: () => queries.invalidateQueries({ queryKey: trpc.orders.pathKey() }),
    onError: onError,
  }
  const refund = useMutation(trpc.refunds.issue.mutationOptions(options))
  const reshipment = useMutation(trpc.refunds.reship.mutationOptions(options))
  return {
    issue: (form, revision) => {
      const request = { idempotencyKey, revision }
      if (form.reissue === 'refund') refund.mutate({ ...toRefundInput(form, order), ...request })
      else reshipment.mutate({ ...toReshipmentInput(form, order.id), ...request })
    },
    isIssuing: refund.isPending || reshipment.isPending,
    error: (refund.error ?? reshipment.error)?.message,
    done: refund.data ?? reshipment.data,
  }
}
