import { z } from 'zod'
import type { ExceptionRow } from '@/db/queries/exceptions/exceptions'
import { findWorkHours } from '@/db/queries/settings/work-hours'
import { EXCEPTION_KINDS, isExceptionKind } from '@/domain/exception/exception-kinds'
import { SLA } from '@/domain/exception/kind'
import { addWorkingMinutes } from '@/domain/working-hours/working-hours'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import {
  ExceptionTarget,
  lockOpenForTriage,
  openStatus,
  saveTriage,
  type Triaged,
} from '../exceptions/triage'

export const HandOverInput = ExceptionTarget.extend({
  note: z.string().trim().min(1, 'Write a note for those who take over.').max(2000),
})
export type HandOverInput = z.infer<typeof HandOverInput>

/**
 * Hands an exception to the engineers with a note; its clock starts anew for them.
 * @throws AppError not_found, forbidden, conflict when they have it already
 */
export function escalateException(input: HandOverInput, context: CommandContext): Promise<Triaged> {
  return runInTransaction(context, (uow) => escalateWithin(uow, input))
}

/** The same as part of a write. */
export function escalateWithin(uow: UnitOfWork, input: HandOverInput): Promise<Triaged> {
  return handOver(uow, input, 'engineer')
}

/**
 * Hands an exception back to staff with a note.
 * @throws AppError not_found, forbidden, conflict when staff have it already
 */
export function handBackException(input: HandOverInput, context: CommandContext): Promise<Triaged> {
  return runInTransaction(context, (uow) => handOver(uow, input, 'staff'))
}

async function handOver(
  uow: UnitOfWork,
  { note, ...target }: HandOverInput,
  stage: 'staff' | 'engineer',
): Promise<Triaged> {
  const triage = await lockOpenForTriage(uow, target)
  const { exception } = triage
  const isThere = stage === 'engineer' ? exception.stage === stage : exception.stage !== 'engineer'
  if (isThere) {
    const who = stage === 'engineer' ? 'The engineers have' : 'Staff have'
    throw new AppError('conflict', `${who} this already.`, { stage: exception.stage })
  }
  const change = {
    stage,
    assigneeId: null,
    status: openStatus(exception, null),
    waitUntil: null,
    waitReason: null,
    dueAt: addWorkingMinutes(uow.now, slaMinutes(exception), await findWorkHours(uow.tx)),
  }
  const type = stage === 'engineer' ? 'exception.handed_to_engineers' : 'exception.handed_to_staff'
  return saveTriage(uow, triage, change, { type, data: { note } })
}

function slaMinutes({ kind, severity }: ExceptionRow): number {
  return isExceptionKind(kind) ? EXCEPTION_KINDS[kind].slaMinutes : SLA[severity]
}
