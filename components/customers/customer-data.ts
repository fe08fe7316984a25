import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/trpc/router'

/** Everything the customer page shows, from one query. */
export type CustomerData = inferRouterOutputs<AppRouter>['customers']['get']

export type CustomerOrder = CustomerData['orders'][number]
