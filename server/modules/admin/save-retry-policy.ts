import { z } from 'zod'
import { findRetryPolicy, insertRetryPolicy } from '@/db/queries/settings/kind-settings'
import { retryPolicySaved } from '@/domain/events/settings-events'
import { EXCEPTION_KINDS } from '@/domain/exception/exception-kinds'
import { problemWith } from '@/domain/pipeline/retry-delays'
import { KindInput, SeenVersion } from '@/domain/settings/setting-inputs'
import { Reason } from '@/domain/text/text-inputs'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { changedMeanwhile, requireAdmin } from './save-setting'

export const SaveRetryPolicyInput = z.object({
  kind: KindInput,
  seenVersion: SeenVersion,
  /** Null: reset to the catalog's policy. */
  policy: z
    .object({
      delaysSeconds: z.array(z.number().int()),
      /** Fraction of each delay, 0 to 1. */
      jitter: z.number().min(0).max(1),
    })
    .nullable(),
  reason: Reason,
})
export type SaveRetryPolicyInput = z.infer<typeof SaveRetryPolicyInput>

/**
 * Saves the retry policy of an exception kind. Applies from the next failure; scheduled retries
 * keep their time.
 * @throws AppError forbidden, bad_input, conflict when the policy was changed since
 */
export async function saveRetryPolicy(
  { kind, seenVersion, policy, reason }: SaveRetryPolicyInput,
  context: CommandContext,
): Promise<{ version: number }> {
  const person = requireAdmin(context.actor)
  if (!EXCEPTION_KINDS[kind].retry)
    throw new AppError('bad_input', "This kind of exception can't be retried automatically.")
  const problem = policy && problemWith(policy.delaysSeconds)
  if (problem) throw new AppError('bad_input', problem)
  return runInTransaction(context, async (uow) => {
    const before = await findRetryPolicy(uow.tx, kind)
    if ((before?.version ?? 0) !== seenVersion) throw changedMeanwhile()
    const { delaysSeconds, jitter } = policy ?? { delaysSeconds: null, jitter: null }
    const version = seenVersion + 1
    const isFirst = await insertRetryPolicy(uow.tx, {
      kind,
      version,
      delaysSeconds,
      jitter,
      reason,
      changedById: person.id,
      changedByName: person.name,
      at: uow.now,
    })
    if (!isFirst) throw changedMeanwhile()
    const previous = before && { delaysSeconds: before.delaysSeconds, jitter: before.jitter }
    const change = { version, delaysSeconds, jitter, reason, before: previous ?? null }
    uow.record(retryPolicySaved({ kind, ...change }))
    return { version }
  })
}
