import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/trpc/router'

/** The refund limits of one role, with their change history. */
export type RoleLimits = inferRouterOutputs<AppRouter>['refunds']['limits'][number]['roles'][number]
