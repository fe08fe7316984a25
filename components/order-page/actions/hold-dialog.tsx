'use client'

import { Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Dialog } from '@/components/dialog/dialog'
import { useTRPC } from '@/components/trpc-provider'
import type { Order } from '../order-data'
import { useFeedback } from './use-feedback'

const WORDS = {
  hold: {
    verb: 'Hold the order',
    done: 'is on hold.',
    failed: 'The order was not held',
    text: 'It stops where it stands: nothing is captured, shipped or sent until somebody releases it.',
  },
  release: {
    verb: 'Release the order',
    done: 'goes on.',
    failed: 'The order was not released',
    text: 'It goes on from where it was stopped.',
  },
} as const

type Props = { order: Order; action: 'hold' | 'release'; onClose: () => void }

/** Asks why the order is held or released. */
export function HoldDialog({ order, action, onClose }: Props) {
  const [reason, setReason] = useState('')
  const trpc = useTRPC()
  const words = WORDS[action]
  const { onSuccess, onSettled } = useFeedback(`Order ${order.name} ${words.done}`, words.failed)
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
      verb={words.verb}
      isBusy={isPending}
      onClose={onClose}
      onSubmit={() => mutate({ orderId: order.id, reason })}
      error={error?.message}
    >
      <p>{words.text}</p>
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
