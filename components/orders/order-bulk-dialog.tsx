'use client'

import { Skeleton, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { approximateDuration, BULK_LABELS } from '@/components/bulk/bulk-labels'
import { useStartJob } from '@/components/bulk/use-start-job'
import { Dialog } from '@/components/dialog/dialog'
import { useZodForm } from '@/components/form/use-zod-form'
import { useTRPC } from '@/components/trpc-provider'
import type { OrderBulkAction } from '@/domain/bulk/bulk-jobs'
import { Tag } from '@/domain/order/order-tag'
import { Reason } from '@/domain/text/text-inputs'

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

const SCHEMAS = {
  tag: z.object({ text: Tag }),
  reason: z.object({ text: Reason }),
  none: z.object({ text: z.string() }),
}

/** Shows an estimate and asks for the input of a bulk action; submitting starts the job. */
export function OrderBulkDialog({ kind, filter, onClose, onStarted }: Props) {
  const trpc = useTRPC()
  const { data, error } = useQuery(
    // Not cached: the estimate must reflect the moment the dialog opens.
    trpc.bulk.estimateOrders.queryOptions({ kind, filter }, { gcTime: 0 }),
  )
  const start = useStartJob({ kind, filter }, onStarted)
  const input = INPUTS[kind]
  const form = useZodForm({
    schema: SCHEMAS[input?.name ?? 'none'],
    savedValues: { text: '' },
    onSubmit: ({ text }) => start(input ? { [input.name]: text } : {}),
  })
  // A failed start shows as a notification.
  const failure = { message: error?.message, onReload: undefined }
  return (
    <Dialog
      title={actionLabel(kind, 'orders')}
      verb={actionLabel(kind, data ? pluralizeOrders(data.total) : 'orders')}
      form={{ ...form, failure, isBusy: form.isBusy || !data }}
      onClose={onClose}
    >
      {data ? <Estimate {...data} /> : <Skeleton height={20} aria-busy />}
      {input && <ActionInput {...input} field={form.getInputProps('text')} />}
    </Dialog>
  )
}

type InputProps = {
  name: 'tag' | 'reason'
  label: string
  field: { value?: string; error?: ReactNode }
}

function ActionInput({ name, label, field }: InputProps) {
  if (name === 'tag')
    return <TextInput label={label} data-autofocus required maxLength={40} {...field} />
  return (
    <Textarea
      label={label}
      data-autofocus
      required
      autosize
      minRows={2}
      maxLength={500}
      {...field}
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
