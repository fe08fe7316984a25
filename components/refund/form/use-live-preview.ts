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

const DEBOUNCE_MS = 150
/** Refetches while the form is open, to notice changes by other users. */
const POLL_MS = 4_000

export type LivePreview = {
  refund: RefundPreview | undefined
  reshipment: ReshipmentPreview | undefined
  error: { message: string } | null
  /** True if the preview matches the current form. */
  isCurrent: boolean
  /** Says who changed the order while the form was open. */
  notice: string | undefined
  dismissNotice: () => void
  refetch: () => Promise<unknown>
}

/** Returns the server's preview of the form, kept up to date while the form is open. */
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

/** Returns a notice when the order's revision changes while the form is open. */
function useNotice(
  orderName: string,
  data: { revision: string; lastChangedBy: string | null } | undefined,
) {
  const [seen, setSeen] = useState<string>()
  const [notice, setNotice] = useState<string>()
  if (data && data.revision !== seen) {
    setSeen(data.revision)
    const who = data.lastChangedBy ?? 'Another user'
    if (seen !== undefined)
      setNotice(`${who} just changed order ${orderName}. The amounts have been updated.`)
  }
  return { notice, dismissNotice: () => setNotice(undefined) }
}
