import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/trpc/router'

type Outputs = inferRouterOutputs<AppRouter>['giftCards']

export type GiftCardRow = Outputs['list']['rows'][number]
export type GiftCard = Outputs['get']['card']
export type GiftCardReversal = Outputs['get']['reversal']
export type GiftCardEntry = Outputs['get']['entries'][number]
