import { z } from 'zod'
import { findActiveStaff, type StaffName } from '@/db/queries/exceptions/exception-triage'
import { permissionForStage } from '@/domain/exception/inbox'
import { reasonAgainst } from '@/domain/staff/permissions'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import {
  conflictWith,
  ExceptionTarget,
  lockOpenForTriage,
  openStatus,
  saveTriage,
  type Triage,
  type Triaged,
} from '../exceptions/triage'

export const AssignExceptionInput = ExceptionTarget.extend({ assigneeId: z.uuid() })
export type AssignExceptionInput = z.infer<typeof AssignExceptionInput>

/**
 * Gives an open exception to a person whose role may work it, whoever had it before.
 * @throws AppError not_found, forbidden, conflict, bad_input when that person may not work it
 */
export function assignException(
  input: AssignExceptionInput,
  context: CommandContext,
): Promise<Triaged> {
  return runInTransaction(context, (uow) => assignWithin(uow, input))
}

/** The same as part of a write. */
export async function assignWithin(uow: UnitOfWork, input: AssignExceptionInput): Promise<Triaged> {
  const triage = await lockOpenForTriage(uow, input)
  const assignee = await findActiveStaff(uow.tx, input.assigneeId)
  if (!assignee) throw new AppError('bad_input', 'That person is not on the staff any more.')
  const refusal = reasonAgainst(assignee.role, permissionForStage(triage.exception.stage))
  if (refusal) {
    const message = `${assignee.name} cannot work this: their role is ${assignee.role}.`
    throw new AppError('bad_input', message)
  }
  return give(uow, triage, assignee, 'exception.assigned')
}

/**
 * Takes an exception that nobody has; taking one's own again changes nothing.
 * @throws AppError not_found, forbidden, conflict when somebody else has it
 */
export function takeException(input: ExceptionTarget, context: CommandContext): Promise<Triaged> {
  return runInTransaction(context, async (uow) => {
    const triage = await lockOpenForTriage(uow, { exceptionId: input.exceptionId })
    const { exception, person } = triage
    if (exception.assigneeId === person.id) return asItIs(triage)
    if (exception.assigneeId) throw await conflictWith(uow, exception)
    return give(uow, triage, person, 'exception.taken')
  })
}

/**
 * Puts an exception back for whoever comes next.
 * @throws AppError not_found, forbidden, conflict
 */
export function putBackException(
  input: ExceptionTarget,
  context: CommandContext,
): Promise<Triaged> {
  return runInTransaction(context, async (uow) => {
    const triage = await lockOpenForTriage(uow, input)
    const { exception } = triage
    if (!exception.assigneeId) return asItIs(triage)
    const isWaiting = exception.status === 'waiting'
    const status = isWaiting ? ('waiting' as const) : openStatus(exception, null)
    return saveTriage(uow, triage, { assigneeId: null, status }, { type: 'exception.put_back' })
  })
}

function asItIs({ exception }: Triage): Triaged {
  const { id, version, status, stage, assigneeId } = exception
  return { exceptionId: id, version, status, stage, assigneeId }
}

function give(
  uow: UnitOfWork,
  triage: Triage,
  { id, name }: Pick<StaffName, 'id' | 'name'>,
  type: string,
): Promise<Triaged> {
  const { exception } = triage
  const status = exception.status === 'waiting' ? ('waiting' as const) : openStatus(exception, id)
  const data = { assigneeId: id, assigneeName: name }
  return saveTriage(uow, triage, { assigneeId: id, status }, { type, data })
}
