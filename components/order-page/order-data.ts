import type { inferRouterOutputs } from '@trpc/server'
import type { StepPosition } from '@/components/status/order-labels'
import type { AppRouter } from '@/server/trpc/router'

/** All that the order page shows, as one query answers it. */
export type OrderData = inferRouterOutputs<AppRouter>['orders']['get']

export type Order = OrderData['order']
export type Line = OrderData['lines'][number]
export type Tender = OrderData['payments'][number]
export type Transaction = Tender['transactions'][number]
export type Step = OrderData['steps'][number]
export type OrderException = OrderData['exceptions'][number]
export type Note = OrderData['notes'][number]
export type TimelineEvent = OrderData['timeline']['events'][number]

/** Nothing more happens to it by itself: the page need not ask again. */
export function isFinished({ status }: Order): boolean {
  return status === 'completed' || status === 'canceled'
}

const OPEN = ['retrying', 'open', 'in_progress', 'waiting']
export const isOpen = (exception: OrderException) => OPEN.includes(exception.status)

/** The step the order stands at: the first that is neither done nor skipped. */
export function currentStep(steps: Step[]): Step | undefined {
  return steps.find(({ status }) => status !== 'done' && status !== 'skipped')
}

/** Where the order stands and what failed there last; null when every step is over. */
export function positionOf(steps: Step[]): StepPosition | null {
  const step = currentStep(steps)
  if (!step) return null
  return { step: step.step, status: step.status, error: step.lastError?.kind ?? null }
}

/** It stands at a step that failed: what stops it stands above all else, with a way to try again. */
export function isStopped({ order, steps }: Pick<OrderData, 'order' | 'steps'>): boolean {
  const isRetrying = currentStep(steps)?.status === 'retrying'
  return order.status === 'blocked' || (isRetrying && order.status === 'processing')
}
