import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/trpc/router'

/** When the team works, as admins set it, with its earlier versions. */
export type WorkHours = inferRouterOutputs<AppRouter>['kindSettings']['workHours']
