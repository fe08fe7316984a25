'use client'

import { Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Dialog } from '@/components/dialog/dialog'
import { useTRPC } from '@/components/trpc-provider'
import type { Order } from '../order-data'
import { useFeedback } from './use-feedback'

const LABELS = {
  hold: {
    verb: 'Hold order',
    done: 'on hold',
    failed: "Couldn't hold the order",
    text: 'Nothing will be captured, shipped or emailed until the order is released.',
  },
  release: {
    verb: 'Release order',
    done: 'released',
    failed: "Couldn't release the order",
    text: 'The order continues from the step where it was held.',
  },
} as const

type Props = { order: Order; action: 'hold' | 'release'; onClose: () => void }

/** Renders the form that holds or releases the order, with a reason. */
export function HoldDialog({ order, action, onClose }: Props) {
  const [reason, setReason] = useState('')
  const trpc = useTRPC()
  const labels = LABELS[action]
  const { onSuccess, onSettled } = useFeedback(`Order ${order.name} ${labels.done}`, labels.failed)
  const options = {
    onSettled,
    onSuccess: () => {
      onSuccess()
      onClose()
    },
  }
  const hold = useMutation(trpc.orderActions.hold.mutationOptions(options))
  const release = useMutation(trpc.orderActions.release.mutationOptions(options))
  const { mutate, isPending, error } = action === 'hold' ? hold : release
  return (
    <Dialog
      title={`${action === 'hold' ? 'Hold' : 'Release'} order ${order.name}`}
      verb={labels.verb}
      isBusy={isPending}
      onClose={onClose}
      onSubmit={() => mutate({ orderId: order.id, reason })}
      error={error?.message}
    >
      <p>{labels.text}</p>
      <Textarea
        label="Reason"
        data-autofocus
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Dialog>
  )
}
