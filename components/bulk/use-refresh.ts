'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'

/** Returns a function that refetches all queries on orders and exceptions, and the sidebar counts. */
export function useRefresh(): () => Promise<unknown> {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const keys = [trpc.exceptions.pathKey(), trpc.orders.pathKey(), trpc.shell.pathKey()]
  return () => Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })))
}
