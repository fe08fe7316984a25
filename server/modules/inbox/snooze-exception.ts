import { z } from 'zod'
import type { Executor } from '@/db/client'
import { findWorkHours } from '@/db/queries/settings/work-hours'
import { addWorkingMinutes, workingMinutesBetween } from '@/domain/working-hours/working-hours'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import {
  ExceptionTarget,
  lockOpenForTriage,
  Reason,
  saveTriage,
  type Triaged,
} from '../exceptions/triage'

export const WaitExceptionInput = ExceptionTarget.extend({ until: z.date(), reason: Reason })
export type WaitExceptionInput = z.infer<typeof WaitExceptionInput>

/** Nobody knows what will be in a year. */
const MAX_DAYS = 366
const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Sets an exception aside until a date, for the customer or for stock. Its clock stands meanwhile:
 * what was left of the time limit counts from the date on.
 * @throws AppError not_found, forbidden, conflict, bad_input for a date that does not lie ahead
 */
export function waitException(
  input: WaitExceptionInput,
  context: CommandContext,
): Promise<Triaged> {
  return runInTransaction(context, (uow) => waitWithin(uow, input))
}

/** The same as part of a write. */
export async function waitWithin(uow: UnitOfWork, input: WaitExceptionInput): Promise<Triaged> {
  const { until, reason } = input
  refuseDate(until, uow.now)
  const triage = await lockOpenForTriage(uow, input)
  const change = {
    status: 'waiting' as const,
    waitUntil: until,
    waitReason: reason,
    nextAttemptAt: null,
    dueAt: await laterBy(uow.tx, triage.exception.dueAt, uow.now, until),
  }
  const data = { until: until.toISOString(), reason }
  return saveTriage(uow, triage, change, { type: 'exception.waiting', data })
}

/** A time limit whose clock stands from now until a moment: what was left counts from then on. */
export async function laterBy(
  tx: Executor,
  dueAt: Date | null,
  now: Date,
  until: Date,
): Promise<Date | null> {
  if (!dueAt) return null
  const hours = await findWorkHours(tx)
  return addWorkingMinutes(until, workingMinutesBetween(now, dueAt, hours), hours)
}

/** @throws AppError bad_input unless the date lies ahead, within a year */
export function refuseDate(until: Date, now: Date): void {
  const ahead = until.getTime() - now.getTime()
  if (ahead <= 0) throw new AppError('bad_input', 'Choose a time that lies ahead.')
  if (ahead > MAX_DAYS * DAY_MS) throw new AppError('bad_input', 'Choose a time within a year.')
}
