import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/trpc/router'

/** How far one role refunds without a second person, and who changed that when. */
export type RoleLimits = inferRouterOutputs<AppRouter>['refunds']['limits'][number]['roles'][number]
