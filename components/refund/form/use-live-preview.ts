'use client'

import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '@/components/trpc-provider'
import {
  type RefundForm,
  type RefundPreview,
  type ReshipmentPreview,
  toRefundInput,
  toReshipmentInput,
} from './refund-form'

/** How long typing has to rest before the server is asked, and how often it is asked anyway. */
const DEBOUNCE_MS = 150
const POLL_MS = 4_000

export type LivePreview = {
  refund: RefundPreview | undefined
  reshipment: ReshipmentPreview | undefined
  error: { message: string } | null
  /** What is shown belongs to what the form says at this moment. */
  isCurrent: boolean
  /** Somebody else changed the order while the form was open. */
  notice: string | undefined
  dismissNotice: () => void
  refetch: () => Promise<unknown>
}

/** What the form would come to, computed by the server and kept up to date while it is open. */
export function useLivePreview(
  order: { id: string; name: string; currency: string },
  form: RefundForm,
): LivePreview {
  const trpc = useTRPC()
  const [settled] = useDebouncedValue(form, DEBOUNCE_MS)
  const options = { placeholderData: keepPreviousData, refetchInterval: POLL_MS, staleTime: 0 }
  const isRefund = form.reissue === 'refund'
  const refund = useQuery(
    trpc.refunds.preview.queryOptions(toRefundInput(settled, order), {
      ...options,
      enabled: isRefund,
    }),
  )
  const reshipment = useQuery(
    trpc.refunds.previewReshipment.queryOptions(toReshipmentInput(settled, order.id), {
      ...options,
      enabled: !isRefund,
    }),
  )
  const active = isRefund ? refund : reshipment
  const { notice, dismissNotice } = useNotice(order.name, active.data)
  return {
    refund: refund.data,
    reshipment: reshipment.data,
    error: active.error,
    isCurrent: settled === form && !active.isPlaceholderData && active.data !== undefined,
    notice,
    dismissNotice,
    refetch: active.refetch,
  }
}

/** Labels for a revision that changed under the person's hands. */
function useNotice(
  orderName: string,
  data: { revision: string; lastChangedBy: string | null } | undefined,
) {
  const [seen, setSeen] = useState<string>()
  const [notice, setNotice] = useState<string>()
  if (data && data.revision !== seen) {
    setSeen(data.revision)
    const who = data.lastChangedBy ?? 'Somebody'
    if (seen !== undefined)
      setNotice(`${who} changed order ${orderName} a moment ago. The amounts are up to date.`)
  }
  return { notice, dismissNotice: () => setNotice(undefined) }
}
