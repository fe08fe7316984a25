import { z } from 'zod'
import { InboxFilter } from '../exception/inbox'
import { MAX_SELECTED } from './selection'

/** Selected exceptions, or everything that matches an inbox filter. */
export const ExceptionSelection = z.union([
  z.object({ ids: z.array(z.uuid()).min(1).max(MAX_SELECTED) }),
  z.object({ inbox: InboxFilter }),
])
export type ExceptionSelection = z.infer<typeof ExceptionSelection>

/** The bulk actions on exceptions. */
export const EXCEPTION_BULK_ACTION_NAMES = [
  'exceptions.retry',
  'exceptions.assign',
  'exceptions.ignore',
  'exceptions.escalate',
] as const
export type ExceptionBulkAction = (typeof EXCEPTION_BULK_ACTION_NAMES)[number]

/** The bulk actions on orders. */
export const ORDER_BULK_ACTION_NAMES = [
  'orders.tag',
  'orders.hold',
  'orders.release',
  'orders.resend_receipt',
] as const
export type OrderBulkAction = (typeof ORDER_BULK_ACTION_NAMES)[number]

/** Returns the estimated seconds of a job. Lanes run in parallel, so the longest one decides. */
export function estimateSeconds(lanes: readonly { count: number }[], pacePerSecond: number) {
  return Math.ceil(Math.max(0, ...lanes.map(({ count }) => count)) / pacePerSecond)
}
