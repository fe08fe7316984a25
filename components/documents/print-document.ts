import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/trpc/router'

/** An order document with all of its text, composed by the server. */
export type PrintDocument = inferRouterOutputs<AppRouter>['documents']['open']
