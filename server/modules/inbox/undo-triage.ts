import { z } from 'zod'
import { findTriageEvent } from '@/db/queries/exceptions/exception-triage'
import { dataErrorOf } from '@/db/queries/sql/data-error'
import {
  exceptionAssigned,
  exceptionChangeUndone,
  exceptionIgnored,
  exceptionSelfAssigned,
  exceptionSnoozed,
  exceptionUnassigned,
} from '@/domain/events/triage-events'
import { ExceptionTarget } from '@/domain/exception/exception-target'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { conflictWith, lockForTriage, saveTriage, type Triaged } from '../exceptions/triage'

export const UndoTriageInput = ExceptionTarget.required({ version: true })
export type UndoTriageInput = z.infer<typeof UndoTriageInput>

/** Changes that can be undone: they had no effect outside of Aftercart. */
const UNDOABLE: readonly string[] = [
  exceptionAssigned.eventName,
  exceptionSelfAssigned.eventName,
  exceptionUnassigned.eventName,
  exceptionSnoozed.eventName,
  exceptionIgnored.eventName,
]

const time = z.iso
  .datetime()
  .nullable()
  .transform((text) => (text ? new Date(text) : null))

const Before = z.object({
  status: z.enum(['retrying', 'open', 'in_progress', 'waiting', 'resolved', 'ignored']),
  stage: z.enum(['auto', 'staff', 'engineer']),
  assigneeId: z.uuid().nullable(),
  dueAt: time,
  nextAttemptAt: time,
  waitUntil: time,
  waitReason: z.string().nullable(),
  ignoredUntil: time,
  closedAt: time,
  closedBy: z.string().nullable(),
})

/**
 * Undoes an assignment, a snooze or an ignore and restores the previous values. `version` is the
 * version that the change created.
 * @throws AppError not_found; forbidden; conflict when it was changed since or can't be undone
 */
export async function undoTriage(
  { exceptionId, version }: UndoTriageInput,
  context: CommandContext,
): Promise<Triaged> {
  try {
    return await runInTransaction(context, async (uow) => {
      const triage = await lockForTriage(uow, { exceptionId, version })
      if (triage.exception.version !== version) throw await conflictWith(uow, triage.exception)
      const event = await findTriageEvent(uow.tx, exceptionId, version)
      if (!event || !UNDOABLE.includes(event.type))
        throw new AppError('conflict', "This change can't be undone.")
      if (event.data.hasSkipped === true)
        throw new AppError(
          'conflict',
          "The order has continued without this step. This can't be undone.",
        )
      const before = Before.parse(event.data.before)
      return saveTriage(uow, triage, before, (data) =>
        exceptionChangeUndone({ ...data, undid: event.type }),
      )
    })
  } catch (error) {
    if (!dataErrorOf(error)?.startsWith('exceptions_one_open')) throw error
    throw new AppError(
      'conflict',
      'A new exception has been opened for the same problem. Work on that one instead.',
    )
  }
}
