'use client'

import { Checkbox, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Dialog } from '@/components/dialog/dialog'
import { amountText } from '@/components/money/money'
import { useTRPC } from '@/components/trpc-provider'
import { useViewerLocale } from '@/components/viewer-locale/viewer-locale'
import { capturedLeftMinor } from '@/domain/order/order-actions'
import type { OrderData } from '../order-data'
import { useFeedback } from './use-feedback'

type Props = { data: OrderData; onClose: () => void }

/** Says what canceling does to the money and the goods, and asks why. */
export function CancelDialog({ data, onClose }: Props) {
  const { order } = data
  const [reason, setReason] = useState('')
  const [notify, setNotify] = useState(true)
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const trpc = useTRPC()
  const { onSettled } = useFeedback(undefined, '')
  const { mutate, isPending, error } = useMutation(
    trpc.orderActions.cancel.mutationOptions({
      onSettled,
      onSuccess: ({ refund }) => {
        const isAsked = refund?.status === 'requested'
        const message = isAsked
          ? `Order ${order.name} is canceled. A lead has to approve its refund: ${refund.approvalReasons.join(' ')}`
          : `Order ${order.name} is canceled.`
        notifications.show({ message, color: 'accent', autoClose: isAsked ? false : 4000 })
        onClose()
      },
    }),
  )
  const captured = capturedLeftMinor(data)
  return (
    <Dialog
      title={`Cancel order ${order.name}`}
      verb="Cancel the order"
      isBusy={isPending}
      onClose={onClose}
      onSubmit={() => mutate({ orderId: order.id, reason, notify, idempotencyKey })}
      error={error?.message}
    >
      <Consequences data={data} capturedMinor={captured} />
      <Textarea
        label="Reason"
        data-autofocus
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {captured > 0n && order.email && (
        <Checkbox
          label={`Tell ${order.email} about the refund`}
          checked={notify}
          onChange={(event) => setNotify(event.currentTarget.checked)}
        />
      )}
    </Dialog>
  )
}

function Consequences({ data, capturedMinor }: { data: OrderData; capturedMinor: bigint }) {
  const { locale } = useViewerLocale()
  const { currency } = data.order
  const held = data.payments
    .filter(({ voidedAt, capturedMinor: taken }) => voidedAt === null && taken === 0n)
    .reduce((sum, { authorizedMinor }) => sum + authorizedMinor, 0n)
  const parts = [
    ...(held > 0n ? [`${amountText(held, currency, locale)} that is held is released`] : []),
    ...(capturedMinor > 0n
      ? [`${amountText(capturedMinor, currency, locale)} that was captured goes back`]
      : []),
    'stock that is set aside is free again',
  ]
  const list = new Intl.ListFormat('en').format(parts)
  return <p>The order stops for good: {list}. This cannot be undone.</p>
}
