'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '@/components/trpc-provider'
import type { OrderData, TimelineEvent } from '../order-data'

/** Returns the timeline events: the recent ones of the order page and the older pages loaded since. */
export function useOlderEvents({ order, timeline }: OrderData) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [older, setOlder] = useState<{ events: TimelineEvent[]; hasOlder: boolean }>()
  const recent = timeline.events
  const oldestRecent = recent.at(-1)?.id ?? ''
  // New events push events out of the recent part, so overlaps are dropped. IDs increase with time.
  const olderEvents = older?.events.filter(({ id }) => id < oldestRecent) ?? []
  const events = [...recent, ...olderEvents]
  const { mutate, isPending } = useMutation({
    mutationFn: (id: string) =>
      queries.fetchQuery(trpc.orders.events.queryOptions({ orderId: order.id, before: id })),
    onSuccess: (page) => setOlder({ ...page, events: [...olderEvents, ...page.events] }),
  })
  return {
    events,
    hasOlder: older ? older.hasOlder : timeline.hasOlder,
    loadOlder: () => mutate(events.at(-1)?.id ?? ''),
    isLoading: isPending,
  }
}
