'use client'

import { Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { z } from 'zod'
import { Dialog } from '@/components/dialog/dialog'
import { useZodForm } from '@/components/form/use-zod-form'
import { useTRPC } from '@/components/trpc-provider'
import { Reason } from '@/domain/text/text-inputs'
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

const HoldFormInput = z.object({ reason: Reason })

type Props = { order: Order; action: 'hold' | 'release'; onClose: () => void }

/** Renders the form that holds or releases the order, with a reason. */
export function HoldDialog({ order, action, onClose }: Props) {
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
  const { mutateAsync } = action === 'hold' ? hold : release
  const form = useZodForm({
    schema: HoldFormInput,
    savedValues: { reason: '' },
    onSubmit: ({ reason }) => mutateAsync({ orderId: order.id, reason }),
  })
  return (
    <Dialog
      title={`${action === 'hold' ? 'Hold' : 'Release'} order ${order.name}`}
      verb={labels.verb}
      form={form}
      onClose={onClose}
    >
      <p>{labels.text}</p>
      <Textarea
        label="Reason"
        data-autofocus
        autosize
        minRows={2}
        maxLength={500}
        {...form.getInputProps('reason')}
      />
    </Dialog>
  )
}
