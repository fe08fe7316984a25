'use client'

import { Skeleton, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { about, BULK_LABELS } from '@/components/bulk/bulk-labels'
import { useStartJob } from '@/components/bulk/use-start-job'
import { Dialog } from '@/components/dialog/dialog'
import { useTRPC } from '@/components/trpc-provider'
import type { OrderBulkKind } from '@/domain/bulk/bulk-jobs'

type Props = {
  kind: OrderBulkKind
  filter: Record<string, unknown>
  onClose: () => void
  onStarted: () => void
}

/** What each kind asks for besides the orders; undefined: nothing. */
const ASKED: Record<OrderBulkKind, { name: 'tag' | 'reason'; label: string } | undefined> = {
  'orders.tag': { name: 'tag', label: 'Tag' },
  'orders.hold': { name: 'reason', label: 'Reason' },
  'orders.release': { name: 'reason', label: 'Reason' },
  'orders.resend_receipt': undefined,
}

/** What it comes to first, then what it needs; a press starts the job. */
export function OrderBulkDialog({ kind, filter, onClose, onStarted }: Props) {
  const trpc = useTRPC()
  const [text, setText] = useState('')
  const { data, error } = useQuery(
    // The figures are of the moment at which the dialog opens.
    trpc.bulk.estimateOrders.queryOptions({ kind, filter }, { gcTime: 0 }),
  )
  const { start, isStarting } = useStartJob({ kind, filter }, onStarted)
  const asked = ASKED[kind]
  const { verb } = BULK_LABELS[kind]
  return (
    <Dialog
      title={`${verb}: many orders`}
      verb={data ? `${verb}: ${ordersOf(data.total)}` : verb}
      isBusy={isStarting || !data}
      onClose={onClose}
      onSubmit={() => start(asked ? { [asked.name]: text } : {})}
      error={error?.message}
    >
      {data ? <Estimate {...data} /> : <Skeleton height={20} aria-busy />}
      {asked?.name === 'tag' && (
        <TextInput
          label={asked.label}
          data-autofocus
          required
          maxLength={40}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      {asked?.name === 'reason' && (
        <Textarea
          label={asked.label}
          data-autofocus
          required
          autosize
          minRows={2}
          maxLength={500}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
    </Dialog>
  )
}

type EstimateProps = { total: number; refused: number; seconds: number }

function Estimate({ total, refused, seconds }: EstimateProps) {
  return (
    <p>
      <strong>{ordersOf(total)}</strong>, {about(seconds)}.
      {refused > 0 && ` ${refused} of them do not allow it as they stand and are left as they are.`}
    </p>
  )
}

const ordersOf = (count: number) => (count === 1 ? '1 order' : `${count} orders`)
