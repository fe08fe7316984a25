import { z } from 'zod'
import { hasOtherOpen } from '@/db/queries/exceptions/exception-triage'
import { exceptionIgnored } from '@/domain/events/triage-events'
import { EXCEPTION_KINDS, isExceptionKind } from '@/domain/exception/exception-kinds'
import { ExceptionTarget } from '@/domain/exception/exception-target'
import { asStep } from '@/domain/pipeline/pipeline-steps'
import { Reason } from '@/domain/text/text-inputs'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { lockOpenForTriage, saveTriage, type Triage, type Triaged } from '../exceptions/triage'
import { skipStep } from '../pipeline/skip-step'
import { assertFutureDate } from './snooze-exception'

export const IgnoreExceptionInput = ExceptionTarget.extend({
  reason: Reason,
  /** When a new exception opens if the cause remains. Null: never for this order. */
  until: z.date().nullable(),
})
export type IgnoreExceptionInput = z.infer<typeof IgnoreExceptionInput>

/**
 * Closes an exception without fixing its cause. With a date, a new exception opens then if the cause
 * remains. Without a date, the failed step is skipped where the order can do without it.
 * @throws AppError not_found; forbidden; bad_input for a date in the past; conflict when the order
 * would stay blocked with no open exception
 */
export function ignoreException(
  input: IgnoreExceptionInput,
  context: CommandContext,
): Promise<Triaged> {
  return runInTransaction(context, (uow) => ignoreWithin(uow, input))
}

/** `ignoreException` inside the caller's transaction. */
export async function ignoreWithin(uow: UnitOfWork, input: IgnoreExceptionInput): Promise<Triaged> {
  const { reason, until } = input
  if (until) assertFutureDate(until, uow.now)
  const triage = await lockOpenForTriage(uow, input)
  const hasSkipped = !until && (await skipStepIfOptional(uow, triage, reason))
  const change = {
    status: 'ignored' as const,
    ignoredUntil: until,
    nextAttemptAt: null,
    closedAt: uow.now,
    closedBy: `${triage.person.name}: ${reason}`,
  }
  return saveTriage(uow, triage, change, (data) =>
    exceptionIgnored({ ...data, reason, until: until?.toISOString() ?? null, hasSkipped }),
  )
}

/**
 * Skips the failed step if its kind offers the ignore action, and returns whether it did.
 * @throws AppError conflict when the order would stay blocked with no open exception
 */
async function skipStepIfOptional(
  uow: UnitOfWork,
  triage: Triage,
  reason: string,
): Promise<boolean> {
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
    `Order ${order.name} would stay blocked with no open exception. Ignore this until a date, or resolve it.`,
  )
}
