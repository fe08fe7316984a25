import { findWorkHours } from '@/db/queries/settings/work-hours'
import { cleanNote } from '@/domain/text/clean-text'
import { addWorkingMinutes } from '@/domain/working-hours/working-hours'
import type { ActionHandler } from '../internal/action-handler'

/** Two working days of nine hours. */
const ANSWER_MINUTES = 2 * 9 * 60

/** Records whom an engineer contacted. The exception waits for the answer, then reopens. */
export const escalateOutside: ActionHandler<'escalate_outside'> = async (
  uow,
  _subject,
  { note },
) => ({
  outcome: {
    waitUntil: addWorkingMinutes(uow.now, ANSWER_MINUTES, await findWorkHours(uow.tx)),
    waitReason: 'an external answer',
  },
  data: { note: cleanNote(note).text },
})
