'use client'

import { useQuery } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { useTRPC } from '@/components/trpc-provider'
import type { AppRouter } from '@/server/trpc/router'
import { useDebouncedSearch } from './use-debounced-search'

export type FoundOrders = {
  /** The matches of the current text; undefined until loaded. */
  orders: inferRouterOutputs<AppRouter>['orders']['find'] | undefined
  isSearching: boolean
  hasFailed: boolean
}

/** Returns the orders that match the typed text, once typing pauses. Never those of an earlier text. */
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
