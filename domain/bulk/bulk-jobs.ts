import { z } from 'zod'
import { InboxFilter } from '../exception/inbox'
import { MAX_SELECTED } from './selection'

/** Exceptions chosen one by one, or everything that the inbox shows for a filter. */
export const ExceptionSelection = z.union([
  z.object({ ids: z.array(z.uuid()).min(1).max(MAX_SELECTED) }),
  z.object({ inbox: InboxFilter }),
])
export type ExceptionSelection = z.infer<typeof ExceptionSelection>

/** What can be done to many exceptions at once. */
export const EXCEPTION_BULK_KINDS = [
  'exceptions.retry',
  'exceptions.assign',
  'exceptions.ignore',
  'exceptions.escalate',
] as const
export type ExceptionBulkKind = (typeof EXCEPTION_BULK_KINDS)[number]

/** What can be done to many orders at once. */
export const ORDER_BULK_KINDS = [
  'orders.tag',
  'orders.hold',
  'orders.release',
  'orders.resend_receipt',
] as const
export type OrderBulkKind = (typeof ORDER_BULK_KINDS)[number]

/** Seconds a job takes at its pace: its longest lane decides. */
export function estimateSeconds(lanes: readonly { count: number }[], pacePerSecond: number) {
  return Math.ceil(Math.max(0, ...lanes.map(({ count }) => count)) / pacePerSecond)
}
