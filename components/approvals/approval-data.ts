import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/trpc/router'

type List = inferRouterOutputs<AppRouter>['approvals']['list']

export type Request = List['waiting'][number]
export type Decided = List['decided'][number]
