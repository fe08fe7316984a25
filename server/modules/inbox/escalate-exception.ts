import { z } from 'zod'
import type { ExceptionRow } from '@/db/queries/exceptions/exceptions'
import { findWorkHours } from '@/db/queries/settings/work-hours'
import {
  exceptionEscalatedToEngineering,
  exceptionReturnedToStaff,
} from '@/domain/events/triage-events'
import { EXCEPTION_KINDS, isExceptionKind } from '@/domain/exception/exception-kinds'
import { ExceptionTarget } from '@/domain/exception/exception-target'
import { SLA } from '@/domain/exception/kind'
import { addWorkingMinutes } from '@/domain/working-hours/working-hours'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { lockOpenForTriage, openStatus, saveTriage, type Triaged } from '../exceptions/triage'

export const HandoverInput = ExceptionTarget.extend({
  note: z.string().trim().min(1, 'Enter a note for the next person.').max(2000),
})
export type HandoverInput = z.infer<typeof HandoverInput>

/**
 * Escalates an exception to engineering with a note. Its SLA clock restarts.
 * @throws AppError not_found, forbidden, conflict when it is in the engineer stage already
 */
export function escalateException(input: HandoverInput, context: CommandContext): Promise<Triaged> {
  return runInTransaction(context, (uow) => escalateWithin(uow, input))
}

/** `escalateException` inside the caller's transaction. */
export function escalateWithin(uow: UnitOfWork, input: HandoverInput): Promise<Triaged> {
  return moveToStage(uow, input, 'engineer')
}

/**
 * Returns an exception to staff with a note.
 * @throws AppError not_found, forbidden, conflict when it is not in the engineer stage
 */
export function returnExceptionToStaff(
  input: HandoverInput,
  context: CommandContext,
): Promise<Triaged> {
  return runInTransaction(context, (uow) => moveToStage(uow, input, 'staff'))
}

async function moveToStage(
  uow: UnitOfWork,
  { note, ...target }: HandoverInput,
  stage: 'staff' | 'engineer',
): Promise<Triaged> {
  const triage = await lockOpenForTriage(uow, target)
  const { exception } = triage
  const isThere = stage === 'engineer' ? exception.stage === stage : exception.stage !== 'engineer'
  if (isThere) {
    const team = stage === 'engineer' ? 'engineering' : 'staff'
    throw new AppError('conflict', `This exception is already with ${team}.`, {
      stage: exception.stage,
    })
  }
  const change = {
    stage,
    assigneeId: null,
    status: openStatus(exception, null),
    waitUntil: null,
    waitReason: null,
    dueAt: addWorkingMinutes(uow.now, slaMinutes(exception), await findWorkHours(uow.tx)),
  }
  const moved = stage === 'engineer' ? exceptionEscalatedToEngineering : exceptionReturnedToStaff
  return saveTriage(uow, triage, change, (data) => moved({ ...data, note }))
}

function slaMinutes({ kind, severity }: ExceptionRow): number {
  return isExceptionKind(kind) ? EXCEPTION_KINDS[kind].slaMinutes : SLA[severity]
}
