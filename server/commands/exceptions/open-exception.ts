import type { ExceptionKind } from '@/server/domain/exception-kinds'
import type { WriteScope } from '../write'

export type ExceptionReport = {
  orderId?: string
  deliveryId?: string
  step?: string
  kind: ExceptionKind
  /** The vendor's own code of the failure. */
  code?: string
  /** What happened, in the reader's words. */
  message: string
  detail?: Record<string, unknown>
  /** Set: it is being retried and nobody need look yet. */
  nextAttemptAt?: Date
}

/**
 * Puts what stopped into the inbox; returns the exception's id. One is open per order, step and
 * kind (per delivery and kind without an order): a repeat counts another attempt on it. One that
 * failed before and was closed is linked as the one this came back from.
 */
export async function openException(_scope: WriteScope, _report: ExceptionReport): Promise<string> {
  throw new Error('not there yet')
}
