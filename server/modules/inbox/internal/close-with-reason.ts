import type { UnitOfWork } from '@/server/unit-of-work'
import type { ActionResult, Subject } from './action-handler'

/** Closes an exception that takes a decision and nothing else. */
export async function closeWithReason(
  _uow: UnitOfWork,
  _subject: Subject,
  { reason }: { reason: string },
): Promise<ActionResult> {
  return { outcome: 'resolved', data: { reason } }
}
