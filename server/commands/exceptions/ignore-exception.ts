import { z } from 'zod'
import { type CommandContext, type WriteScope, write } from '../write'
import { ExceptionTarget, lockOpenForTriage, Reason, saveTriage, type Triaged } from './triage'
import { refuseDate } from './wait-exception'

export const IgnoreExceptionInput = ExceptionTarget.extend({
  reason: Reason,
  /** When it comes back if its cause is still there; null: never for this order. */
  until: z.date().nullable(),
})
export type IgnoreExceptionInput = z.infer<typeof IgnoreExceptionInput>

/**
 * Closes an exception without settling its cause; the order stays where it is. With a date it
 * comes back then, as a new one, unless its cause is gone.
 * @throws AppError not_found, forbidden, conflict, bad_input for a date that does not lie ahead
 */
export function ignoreException(
  input: IgnoreExceptionInput,
  context: CommandContext,
): Promise<Triaged> {
  return write(context, (scope) => ignoreWithin(scope, input))
}

/** The same as part of a write. */
export async function ignoreWithin(
  scope: WriteScope,
  input: IgnoreExceptionInput,
): Promise<Triaged> {
  const { reason, until } = input
  if (until) refuseDate(until, scope.now)
  const triage = await lockOpenForTriage(scope, input)
  const change = {
    status: 'ignored' as const,
    ignoredUntil: until,
    nextAttemptAt: null,
    closedAt: scope.now,
    closedBy: `${triage.person.name}: ${reason}`,
  }
  const data = { reason, until: until?.toISOString() ?? null }
  return saveTriage(scope, triage, change, { type: 'exception.ignored', data })
}
