import { z } from 'zod'
import { hasOtherOpen } from '@/db/queries/exceptions/exception-triage'
import { EXCEPTION_KINDS, isExceptionKind } from '@/domain/exception/exception-kinds'
import { asStep } from '@/domain/pipeline/pipeline-steps'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import {
  ExceptionTarget,
  lockOpenForTriage,
  Reason,
  saveTriage,
  type Triage,
  type Triaged,
} from '../exceptions/triage'
import { skipStep } from '../pipeline/skip-step'
import { refuseDate } from './snooze-exception'

export const IgnoreExceptionInput = ExceptionTarget.extend({
  reason: Reason,
  /** When it comes back if its cause is still there; null: never for this order. */
  until: z.date().nullable(),
})
export type IgnoreExceptionInput = z.infer<typeof IgnoreExceptionInput>

/**
 * Closes an exception without settling its cause. With a date it comes back then, as a new one,
 * unless its cause is gone. Without one the order goes on without the step if it can do so; an
 * order that would stand still for ever with nobody looking is refused.
 * @throws AppError not_found, forbidden, conflict, bad_input for a date that does not lie ahead
 */
export function ignoreException(
  input: IgnoreExceptionInput,
  context: CommandContext,
): Promise<Triaged> {
  return runInTransaction(context, (uow) => ignoreWithin(uow, input))
}

/** The same as part of a write. */
export async function ignoreWithin(uow: UnitOfWork, input: IgnoreExceptionInput): Promise<Triaged> {
  const { reason, until } = input
  if (until) refuseDate(until, uow.now)
  const triage = await lockOpenForTriage(uow, input)
  const hasSkipped = !until && (await goesOnWithout(uow, triage, reason))
  const change = {
    status: 'ignored' as const,
    ignoredUntil: until,
    nextAttemptAt: null,
    closedAt: uow.now,
    closedBy: `${triage.person.name}: ${reason}`,
  }
  const data = { reason, until: until?.toISOString() ?? null, hasSkipped }
  return saveTriage(uow, triage, change, { type: 'exception.ignored', data })
}

/**
 * Nobody looks at it again: the order has to get along without what failed. Says whether it goes on
 * without the step.
 */
async function goesOnWithout(uow: UnitOfWork, triage: Triage, reason: string): Promise<boolean> {
  const { exception, order } = triage
  const { kind, step, id } = exception
  if (
    isExceptionKind(kind) &&
    EXCEPTION_KINDS[kind].actions.some(({ code }) => code === 'ignore')
  ) {
    await skipStep(uow, triage, reason)
    return true
  }
  if (order?.status !== 'blocked' || !asStep(step ?? undefined)) return false
  if (await hasOtherOpen(uow.tx, order.id, id)) return false
  throw new AppError(
    'conflict',
    `Order ${order.name} would stand still for good with nobody looking after it. Ignore this until a date, or settle it.`,
  )
}
