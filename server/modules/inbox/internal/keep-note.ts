import { cleanNote } from '@/domain/text/clean-text'
import type { UnitOfWork } from '@/server/unit-of-work'
import type { ActionResult, Subject } from './action-handler'

/** Adds a note to the histories. The exception stays open. */
export async function keepNote(
  _uow: UnitOfWork,
  _subject: Subject,
  { note }: { note: string },
): Promise<ActionResult> {
  return { outcome: 'open', data: { note: cleanNote(note).text } }
}
