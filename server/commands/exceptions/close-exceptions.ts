import type { ExceptionKind } from '@/server/domain/exception-kinds'
import type { WriteScope } from '../write'

export type ExceptionFilter = {
  orderId?: string
  deliveryId?: string
  step?: string
  kind?: ExceptionKind
}

/**
 * Closes the open exceptions that match because their cause is gone; returns how many.
 * `closedBy` says who or what settled it, in words.
 */
export async function closeExceptions(
  _scope: WriteScope,
  _filter: ExceptionFilter,
  _closedBy: string,
): Promise<number> {
  throw new Error('not there yet')
}
