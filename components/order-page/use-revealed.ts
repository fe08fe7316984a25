'use client'

import { useMutation } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'
import type { OrderData } from './order-data'

/** Whether the customer's data is masked for this person, and the way to have it shown. */
export type Reveal = { isMasked: boolean; isBusy: boolean; show: () => void }

/** The order with its customer's data in it, once a person whose role does not need it asked. */
export function useRevealed<T extends OrderData | undefined>(data: T): { data: T; reveal: Reveal } {
  const {
    mutate,
    data: shown,
    isPending,
  } = useMutation(useTRPC().customers.revealOrder.mutationOptions())
  const reveal = {
    isMasked: data?.isMasked === true && !shown,
    isBusy: isPending,
    show: () => data && mutate({ orderId: data.order.id }),
  }
  if (!data || !shown) return { data, reveal }
  const { addresses, ...buyer } = shown
  const order = { ...data.order, ...buyer }
  return { data: { ...data, order, addresses, isMasked: false }, reveal }
}
