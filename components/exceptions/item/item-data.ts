import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/trpc/router'

/** Everything the exception page shows, loaded by one query. */
export type ItemData = inferRouterOutputs<AppRouter>['exceptionActions']['item']

export type Exception = ItemData['exception']
export type ExceptionEvent = ItemData['events'][number]
export type Action = ItemData['actions'][number]
export type TakeAction = inferRouterInputs<AppRouter>['exceptionActions']['take']

/** Whether the exception is resolved or ignored. */
export const isClosed = ({ status }: Exception) => status === 'resolved' || status === 'ignored'

/** Whether the exception is closed and its order is not processing; the page then polls slowly. */
export const isIdle = ({ exception, order }: ItemData) =>
  isClosed(exception) && order?.order.status !== 'processing'

/** Whether the action retries the failed step, allowed or not. */
export const isRetryAction = ({ isRetry }: Action) => isRetry === true
