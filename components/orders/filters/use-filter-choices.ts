'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'

const STALE_MS = 60_000
const NONE = { storefronts: [], tags: [] }

/** Returns the storefronts and tags that lists can be filtered by; empty until loaded. */
export function useFilterChoices() {
  const trpc = useTRPC()
  const options = trpc.orders.filterChoices.queryOptions(undefined, { staleTime: STALE_MS })
  return useQuery(options).data ?? NONE
}
