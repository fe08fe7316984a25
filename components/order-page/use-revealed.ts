'use client'

import { useMutation } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'
import type { OrderData } from './order-data'

/** Whether the customer's data is masked for the viewer, and how to reveal it. */
export type Reveal = { isMasked: boolean; isBusy: boolean; show: () => void }

/** Returns the order, with the customer's data unmasked once the viewer has revealed it. */
export function useRevealed<T extends OrderData | undefined>(data: T): { data: T; reveal: Reveal } {
  const {
    mutate,
    data: revealed,
    isPending,
  } = useMutation(useTRPC().customers.revealOrder.mutationOptions())
  const reveal = {
    isMasked: data?.isMasked === true && !revealed,
    isBusy: isPending,
    show: () => data && mutate({ orderId: data.order.id }),
  }
  if (!data || !revealed) return { data, reveal }
  const { addresses, ...customer } = revealed
  const order = { ...data.order, ...customer }
  return { data: { ...data, order, addresses, isMasked: false }, reveal }
}
