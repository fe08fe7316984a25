import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/trpc/router'

/** All that the page of an exception shows, as one query answers it. */
export type ItemData = inferRouterOutputs<AppRouter>['exceptionActions']['item']

export type Exception = ItemData['exception']
export type ExceptionEvent = ItemData['events'][number]
export type Action = ItemData['actions'][number]
export type TakeAction = inferRouterInputs<AppRouter>['exceptionActions']['take']

/** Settled or ignored: nothing is left to do. */
export const isClosed = ({ status }: Exception) => status === 'resolved' || status === 'ignored'

/** Nothing moves any more: it is closed, and its order stands still or is finished. */
export const isAtRest = ({ exception, order }: ItemData) =>
  isClosed(exception) && order?.order.status !== 'processing'

const TRY_AGAIN: readonly Action['code'][] = [
  'retry_now',
  'look_up_again',
  'resend',
  'resume',
  'redrive',
]

/** What failed is tried again by it, or would be if this person might. */
export const triesAgain = ({ code }: Action) => TRY_AGAIN.includes(code)
