import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/trpc/router'

/** One of the staff, as admins see them. */
export type Person = inferRouterOutputs<AppRouter>['staff']['list'][number]
