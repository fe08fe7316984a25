import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/trpc/router'

/** All that a customer's page shows, as one query answers it. */
export type CustomerData = inferRouterOutputs<AppRouter>['customers']['get']

export type CustomerOrder = CustomerData['orders'][number]
