import { findRetryPolicy } from '@/db/queries/settings/kind-settings'
import { EXCEPTION_KINDS, type ExceptionKind } from '@/domain/exception/exception-kinds'
import { delayOf } from '@/domain/pipeline/retry-delays'
import type { UnitOfWork } from '@/server/unit-of-work'

/**
 * Seconds until a kind's next automatic attempt, by the policy that holds now: an admin's, or
 * the catalog's. Undefined when there is none left.
 * @param failures how many attempts have failed, this one included
 * @param spread 0 to 1, where in the jitter it falls
 */
export async function nextDelaySeconds(
  uow: UnitOfWork,
  kind: ExceptionKind,
  failures: number,
  spread = 0,
): Promise<number | undefined> {
  const { retry } = EXCEPTION_KINDS[kind]
  if (!retry) return undefined
  const changed = await findRetryPolicy(uow.tx, kind)
  const { delaysSeconds, jitter } = changed ?? { delaysSeconds: null, jitter: null }
  const policy = delaysSeconds && jitter !== null ? { delaysSeconds, jitter } : retry
  return delayOf(policy, failures, spread)
}
