import type { inferRouterOutputs } from '@trpc/server'
import type { StepPosition } from '@/components/status/order-labels'
import type { AppRouter } from '@/server/trpc/router'

/** Everything the order page shows, loaded by one query. */
export type OrderData = inferRouterOutputs<AppRouter>['orders']['get']

export type Order = OrderData['order']
export type Line = OrderData['lines'][number]
export type Tender = OrderData['payments'][number]
export type Transaction = Tender['transactions'][number]
export type Step = OrderData['steps'][number]
export type OrderException = OrderData['exceptions'][number]
export type Note = OrderData['notes'][number]
export type TimelineEvent = OrderData['timeline']['events'][number]

/** Whether the order is in a terminal state; the page then polls slowly. */
export function isFinished({ status }: Order): boolean {
  return status === 'completed' || status === 'canceled'
}

const OPEN_STATUSES = ['retrying', 'open', 'in_progress', 'waiting']
export const isOpen = (exception: OrderException) => OPEN_STATUSES.includes(exception.status)

/** Returns the current step: the first that is neither done nor skipped. */
export function currentStep(steps: Step[]): Step | undefined {
  return steps.find(({ status }) => status !== 'done' && status !== 'skipped')
}

/** Returns the current step with its last error; null when all steps are done. */
export function positionOf(steps: Step[]): StepPosition | null {
  const step = currentStep(steps)
  if (!step) return null
  return { step: step.step, status: step.status, error: step.lastError?.kind ?? null }
}

/** Whether the current step failed. The banner then shows the cause with a retry button. */
export function isStopped({ order, steps }: Pick<OrderData, 'order' | 'steps'>): boolean {
  const isRetrying = currentStep(steps)?.status === 'retrying'
  return order.status === 'blocked' || (isRetrying && order.status === 'processing')
}
