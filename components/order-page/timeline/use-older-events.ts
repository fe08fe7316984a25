'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTRPC } from '@/components/trpc-provider'
import type { OrderData, TimelineEvent } from '../order-data'

/** The timeline with the older pages that were asked for appended to what the page brought. */
export function useOlderEvents({ order, timeline }: OrderData) {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const [older, setOlder] = useState<{ events: TimelineEvent[]; hasOlder: boolean }>()
  const recent = timeline.events
  const oldestRecent = recent.at(-1)?.id ?? ''
  // New events push recent ones out of the page's own part: ids grow with time.
  const before = older?.events.filter(({ id }) => id < oldestRecent) ?? []
  const events = [...recent, ...before]
  const { mutate, isPending } = useMutation({
    mutationFn: (id: string) =>
      queries.fetchQuery(trpc.orders.events.queryOptions({ orderId: order.id, before: id })),
    onSuccess: (page) => setOlder({ ...page, events: [...before, ...page.events] }),
  })
  return {
    events,
    hasOlder: older ? older.hasOlder : timeline.hasOlder,
    loadOlder: () => mutate(events.at(-1)?.id ?? ''),
    isLoading: isPending,
  }
}
