'use client'

import { useQuery } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { useTRPC } from '@/components/trpc-provider'
import type { AppRouter } from '@/server/trpc/router'
import { useDebouncedSearch } from './use-debounced-search'

export type FoundOrders = {
  /** The matches of exactly what is typed now; undefined until they are there. */
  orders: inferRouterOutputs<AppRouter>['orders']['find'] | undefined
  isSearching: boolean
  hasFailed: boolean
}

/** The orders that match what is typed, once typing pauses. Never those of an earlier text. */
export function useFoundOrders(typed: string): FoundOrders {
  const trpc = useTRPC()
  const { search, isCurrent } = useDebouncedSearch(typed)
  const { data, isError } = useQuery(
    trpc.orders.find.queryOptions({ search }, { enabled: search !== '' }),
  )
  return {
    orders: isCurrent ? data : undefined,
    isSearching: typed !== '' && !(isCurrent && (data || isError)),
    hasFailed: isCurrent && isError,
  }
}
