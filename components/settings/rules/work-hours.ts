import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/trpc/router'

/** The team's working hours, with their change history. */
export type WorkHours = inferRouterOutputs<AppRouter>['kindSettings']['workHours']
