import { AppError } from '@/server/errors'
import type { Subject } from './action-handler'

/** Returns the ID of the refund an exception is about. @throws AppError conflict when it has none */
export function requireRefundId({ exception }: Subject): string {
  const { resolutionId } = exception.detail
  if (typeof resolutionId === 'string') return resolutionId
  throw new AppError('conflict', 'This exception is not linked to a refund issued here.')
}
