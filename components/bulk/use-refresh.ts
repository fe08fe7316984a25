'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc-provider'

/** Everything that shows orders, exceptions or what they hold up is asked for anew. */
export function useRefresh(): () => Promise<unknown> {
  const trpc = useTRPC()
  const queries = useQueryClient()
  const keys = [trpc.exceptions.pathKey(), trpc.orders.pathKey(), trpc.shell.pathKey()]
  return () => Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })))
}
