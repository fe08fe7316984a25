import { z } from 'zod'
import { findActiveStaff, type StaffName } from '@/db/queries/exceptions/exception-triage'
import {
  exceptionAssigned,
  exceptionSelfAssigned,
  exceptionUnassigned,
} from '@/domain/events/triage-events'
import { ExceptionTarget } from '@/domain/exception/exception-target'
import { permissionForStage } from '@/domain/exception/inbox'
import { reasonAgainst } from '@/domain/staff/permissions'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import {
  conflictWith,
  lockOpenForTriage,
  openStatus,
  saveTriage,
  type Triage,
  type Triaged,
} from '../exceptions/triage'

export const AssignExceptionInput = ExceptionTarget.extend({ assigneeId: z.uuid() })
export type AssignExceptionInput = z.infer<typeof AssignExceptionInput>

/**
 * Assigns an open exception to a staff member, replacing any assignee.
 * @throws AppError not_found, forbidden, conflict; bad_input when their role may not work on it
 */
export function assignException(
  input: AssignExceptionInput,
  context: CommandContext,
): Promise<Triaged> {
  return runInTransaction(context, (uow) => assignWithin(uow, input))
}

/** `assignException` inside the caller's transaction. */
export async function assignWithin(uow: UnitOfWork, input: AssignExceptionInput): Promise<Triaged> {
  const triage = await lockOpenForTriage(uow, input)
  const assignee = await findActiveStaff(uow.tx, input.assigneeId)
  if (!assignee) throw new AppError('bad_input', 'This person is no longer an active staff member.')
  const refusal = reasonAgainst(assignee.role, permissionForStage(triage.exception.stage))
  if (refusal) {
    const message = `${assignee.name} can't work on this exception. Their role is ${assignee.role}.`
    throw new AppError('bad_input', message)
  }
  return saveAssignee(uow, triage, assignee, exceptionAssigned)
}

/**
 * Assigns an unassigned exception to the person who acts. Does nothing when it is already theirs.
 * @throws AppError not_found, forbidden, conflict when it is assigned to someone else
 */
export function assignExceptionToSelf(
  input: ExceptionTarget,
  context: CommandContext,
): Promise<Triaged> {
  return runInTransaction(context, async (uow) => {
    const triage = await lockOpenForTriage(uow, { exceptionId: input.exceptionId })
    const { exception, person } = triage
    if (exception.assigneeId === person.id) return unchanged(triage)
    if (exception.assigneeId) throw await conflictWith(uow, exception)
    return saveAssignee(uow, triage, person, exceptionSelfAssigned)
  })
}

/**
 * Removes the assignee.
 * @throws AppError not_found, forbidden, conflict
 */
export function unassignException(
  input: ExceptionTarget,
  context: CommandContext,
): Promise<Triaged> {
  return runInTransaction(context, async (uow) => {
    const triage = await lockOpenForTriage(uow, input)
    const { exception } = triage
    if (!exception.assigneeId) return unchanged(triage)
    const isWaiting = exception.status === 'waiting'
    const status = isWaiting ? ('waiting' as const) : openStatus(exception, null)
    return saveTriage(uow, triage, { assigneeId: null, status }, exceptionUnassigned)
  })
}

function unchanged({ exception }: Triage): Triaged {
  const { id, version, status, stage, assigneeId } = exception
  return { exceptionId: id, version, status, stage, assigneeId }
}

function saveAssignee(
  uow: UnitOfWork,
  triage: Triage,
  { id, name }: Pick<StaffName, 'id' | 'name'>,
  toEvent: typeof exceptionAssigned | typeof exceptionSelfAssigned,
): Promise<Triaged> {
  const { exception } = triage
  const status = exception.status === 'waiting' ? ('waiting' as const) : openStatus(exception, id)
  return saveTriage(uow, triage, { assigneeId: id, status }, (data) =>
    toEvent({ ...data, assigneeId: id, assigneeName: name }),
  )
}
