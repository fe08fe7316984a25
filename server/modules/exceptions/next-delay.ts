import { findRetryPolicy } from '@/db/queries/settings/kind-settings'
import { EXCEPTION_KINDS, type ExceptionKind } from '@/domain/exception/exception-kinds'
import { delayOf } from '@/domain/pipeline/retry-delays'
import type { UnitOfWork } from '@/server/unit-of-work'

/**
 * Returns the seconds until a kind's next automatic attempt, by the admin's policy or the catalog's.
 * Undefined when no attempt is left.
 * @param failures number of failed attempts, including this one
 * @param spread 0 to 1: the position within the jitter
 */
export async function nextDelaySeconds(
  uow: UnitOfWork,
  kind: ExceptionKind,
  failures: number,
  spread = 0,
): Promise<number | undefined> {
  const { retry } = EXCEPTION_KINDS[kind]
  if (!retry) return undefined
  const saved = await findRetryPolicy(uow.tx, kind)
  const { delaysSeconds, jitter } = saved ?? { delaysSeconds: null, jitter: null }
  const policy = delaysSeconds && jitter !== null ? { delaysSeconds, jitter } : retry
  return delayOf(policy, failures, spread)
}
