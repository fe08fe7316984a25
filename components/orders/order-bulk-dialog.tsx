'use client'

import { Skeleton, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { approximateDuration, BULK_LABELS } from '@/components/bulk/bulk-labels'
import { useStartJob } from '@/components/bulk/use-start-job'
import { Dialog } from '@/components/dialog/dialog'
import { useTRPC } from '@/components/trpc-provider'
import type { OrderBulkAction } from '@/domain/bulk/bulk-jobs'

type Props = {
  kind: OrderBulkAction
  filter: Record<string, unknown>
  onClose: () => void
  onStarted: () => void
}

/** The extra input of each kind; undefined if it has none. */
const INPUTS: Record<OrderBulkAction, { name: 'tag' | 'reason'; label: string } | undefined> = {
  'orders.tag': { name: 'tag', label: 'Tag' },
  'orders.hold': { name: 'reason', label: 'Reason' },
  'orders.release': { name: 'reason', label: 'Reason' },
  'orders.resend_receipt': undefined,
}

/** Shows an estimate and asks for the input of a bulk action; submitting starts the job. */
export function OrderBulkDialog({ kind, filter, onClose, onStarted }: Props) {
  const trpc = useTRPC()
  const [text, setText] = useState('')
  const { data, error } = useQuery(
    // Not cached: the estimate must reflect the moment the dialog opens.
    trpc.bulk.estimateOrders.queryOptions({ kind, filter }, { gcTime: 0 }),
  )
  const { start, isStarting } = useStartJob({ kind, filter }, onStarted)
  const input = INPUTS[kind]
  return (
    <Dialog
      title={actionLabel(kind, 'orders')}
      verb={actionLabel(kind, data ? pluralizeOrders(data.total) : 'orders')}
      isBusy={isStarting || !data}
      onClose={onClose}
      onSubmit={() => start(input ? { [input.name]: text } : {})}
      error={error?.message}
    >
      {data ? <Estimate {...data} /> : <Skeleton height={20} aria-busy />}
      {input && <ActionInput {...input} value={text} onChange={setText} />}
    </Dialog>
  )
}

type InputProps = {
  name: 'tag' | 'reason'
  label: string
  value: string
  onChange: (value: string) => void
}

function ActionInput({ name, label, value, onChange }: InputProps) {
  if (name === 'tag')
    return (
      <TextInput
        label={label}
        data-autofocus
        required
        maxLength={40}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )
  return (
    <Textarea
      label={label}
      data-autofocus
      required
      autosize
      minRows={2}
      maxLength={500}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

type EstimateProps = { total: number; refused: number; seconds: number }

function Estimate({ total, refused, seconds }: EstimateProps) {
  return (
    <p>
      <strong>{pluralizeOrders(total)}</strong>, {approximateDuration(seconds)}.
      {refused > 0 && ` ${refused} can't be changed in their current status and will be skipped.`}
    </p>
  )
}

/** Returns the action with its object: "Tag 2 orders", "Resend receipt for 2 orders". */
function actionLabel(kind: OrderBulkAction, orders: string): string {
  const { verb } = BULK_LABELS[kind]
  return kind === 'orders.resend_receipt' ? `${verb} for ${orders}` : `${verb} ${orders}`
}

const pluralizeOrders = (count: number) => (count === 1 ? '1 order' : `${count} orders`)
