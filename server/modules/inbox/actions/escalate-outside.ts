import { z } from 'zod'
import { findWorkHours } from '@/db/queries/settings/work-hours'
import { cleanNote } from '@/domain/text/clean-text'
import { addWorkingMinutes } from '@/domain/working-hours/working-hours'
import { ExceptionTarget } from '@/server/modules/exceptions/triage'
import type { CommandContext } from '@/server/unit-of-work'
import { type ActionTaken, actOnException } from '../internal/act-on-exception'

/** Two working days of nine hours. */
const ANSWER_MINUTES = 2 * 9 * 60

export const EscalateOutsideInput = ExceptionTarget.extend({
  note: z.string().trim().min(1, 'Write whom you asked, and their reference.').max(4_000),
})
export type EscalateOutsideInput = z.infer<typeof EscalateOutsideInput>

/**
 * Keeps whom of the outside world an engineer asked; it waits for the answer and comes back.
 * @throws AppError as `actOnException`
 */
export function escalateOutside(
  { note, ...target }: EscalateOutsideInput,
  context: CommandContext,
): Promise<ActionTaken> {
  return actOnException('escalate_outside', target, context, async (uow) => ({
    end: {
      waitsUntil: addWorkingMinutes(uow.now, ANSWER_MINUTES, await findWorkHours(uow.tx)),
      for: 'an answer from outside',
    },
    data: { note: cleanNote(note).text },
  }))
}
