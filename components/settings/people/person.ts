import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/trpc/router'

/** A staff member in the admin list. */
export type Person = inferRouterOutputs<AppRouter>['staff']['list'][number]
