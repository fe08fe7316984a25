'use client'

import { Checkbox, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { Dialog } from '@/components/dialog/dialog'
import { useZodForm } from '@/components/form/use-zod-form'
import { amountText } from '@/components/money/money'
import { useTRPC } from '@/components/trpc-provider'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { capturedLeftMinor } from '@/domain/order/order-actions'
import { Reason } from '@/domain/text/text-inputs'
import type { OrderData } from '../order-data'
import { useFeedback } from './use-feedback'

const CancelFormInput = z.object({ reason: Reason, notify: z.boolean() })
type CancelFormInput = z.infer<typeof CancelFormInput>

type Props = { data: OrderData; onClose: () => void }

/** Renders the cancellation form: consequences for money and stock, and the reason. */
export function CancelDialog({ data, onClose }: Props) {
  const { order } = data
  const form = useZodForm({
    schema: CancelFormInput,
    savedValues: { reason: '', notify: true },
    onSubmit: useCancel(data, onClose),
  })
  const captured = capturedLeftMinor(data)
  return (
    <Dialog title={`Cancel order ${order.name}`} verb="Cancel order" form={form} onClose={onClose}>
      <Consequences data={data} capturedMinor={captured} />
      <Textarea
        label="Reason"
        data-autofocus
        autosize
        minRows={2}
        maxLength={500}
        {...form.getInputProps('reason')}
      />
      {captured > 0n && order.email && (
        <Checkbox
          label={`Email ${order.email} about the refund`}
          {...form.getInputProps('notify', { type: 'checkbox' })}
        />
      )}
    </Dialog>
  )
}

/** Returns a function that cancels the order; one idempotency key per dialog. */
function useCancel({ order }: OrderData, onCanceled: () => void) {
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const trpc = useTRPC()
  const { onSettled } = useFeedback(undefined, '')
  const { mutateAsync } = useMutation(
    trpc.orderActions.cancel.mutationOptions({
      onSettled,
      onSuccess: ({ refund }) => {
        const needsApproval = refund?.status === 'requested'
        const message = needsApproval
          ? `Order ${order.name} canceled. The refund needs approval: ${refund.approvalReasons.join(' ')}`
          : `Order ${order.name} canceled`
        notifications.show({ message, color: 'accent', autoClose: needsApproval ? false : 4000 })
        onCanceled()
      },
    }),
  )
  return (input: CancelFormInput) => mutateAsync({ orderId: order.id, idempotencyKey, ...input })
}

function Consequences({ data, capturedMinor }: { data: OrderData; capturedMinor: bigint }) {
  const { locale } = useViewerLocale()
  const { currency } = data.order
  const authorizedMinor = data.payments
    .filter(({ voidedAt, capturedMinor: captured }) => voidedAt === null && captured === 0n)
    .reduce((sum, payment) => sum + payment.authorizedMinor, 0n)
  const parts = [
    ...(authorizedMinor > 0n
      ? [`voids ${amountText(authorizedMinor, currency, locale)} in authorizations`]
      : []),
    ...(capturedMinor > 0n ? [`refunds ${amountText(capturedMinor, currency, locale)}`] : []),
    'releases allocated stock',
  ]
  const list = new Intl.ListFormat('en').format(parts)
  return <p>Canceling {list}. This can't be undone.</p>
}
