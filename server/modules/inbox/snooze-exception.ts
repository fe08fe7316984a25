import { z } from 'zod'
import type { Executor } from '@/db/client'
import { findWorkHours } from '@/db/queries/settings/work-hours'
import { exceptionSnoozed } from '@/domain/events/triage-events'
import { ExceptionTarget } from '@/domain/exception/exception-target'
import { Reason } from '@/domain/text/text-inputs'
import { addWorkingMinutes, workingMinutesBetween } from '@/domain/working-hours/working-hours'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { lockOpenForTriage, saveTriage, type Triaged } from '../exceptions/triage'

export const SnoozeExceptionInput = ExceptionTarget.extend({ until: z.date(), reason: Reason })
export type SnoozeExceptionInput = z.infer<typeof SnoozeExceptionInput>

const MAX_DAYS = 366
const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Snoozes an exception until a date. The SLA clock pauses: the remaining time counts from that date.
 * @throws AppError not_found, forbidden, conflict, bad_input for a date in the past
 */
export function snoozeException(
  input: SnoozeExceptionInput,
  context: CommandContext,
): Promise<Triaged> {
  return runInTransaction(context, (uow) => snoozeWithin(uow, input))
}

/** `snoozeException` inside the caller's transaction. */
export async function snoozeWithin(uow: UnitOfWork, input: SnoozeExceptionInput): Promise<Triaged> {
  const { until, reason } = input
  assertFutureDate(until, uow.now)
  const triage = await lockOpenForTriage(uow, input)
  const change = {
    status: 'waiting' as const,
    waitUntil: until,
    waitReason: reason,
    nextAttemptAt: null,
    dueAt: await pauseDueAt(uow.tx, triage.exception.dueAt, uow.now, until),
  }
  return saveTriage(uow, triage, change, (data) =>
    exceptionSnoozed({ ...data, until: until.toISOString(), reason }),
  )
}

/** Returns the due date of a paused SLA clock: the working time left now counts from `until`. */
export async function pauseDueAt(
  tx: Executor,
  dueAt: Date | null,
  now: Date,
  until: Date,
): Promise<Date | null> {
  if (!dueAt) return null
  const hours = await findWorkHours(tx)
  return addWorkingMinutes(until, workingMinutesBetween(now, dueAt, hours), hours)
}

/** @throws AppError bad_input unless the date is in the future and within a year */
export function assertFutureDate(until: Date, now: Date): void {
  const ahead = until.getTime() - now.getTime()
  if (ahead <= 0) throw new AppError('bad_input', 'Choose a future date and time.')
  if (ahead > MAX_DAYS * DAY_MS) throw new AppError('bad_input', 'Choose a date within one year.')
}
