import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/trpc/router'

/** A paper of an order, with everything that stands on it, as the server composed it. */
export type PrintDocument = inferRouterOutputs<AppRouter>['documents']['open']
