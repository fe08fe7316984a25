import { lockBreaker, noteAnswer, saveBreaker } from '@/db/queries/pipeline/breakers'
import { breakerOpened, breakerRecovered } from '@/domain/events/system-events'
import { afterOutage, type BreakerKey, type BreakerState } from '@/domain/pipeline/breaker'
import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { logger } from '@/server/log'
import type { UnitOfWork } from '@/server/unit-of-work'

const log = logger('breaker')

export type UnansweredCall = {
  /** Whom the call was for: failures of several subjects are an outage. */
  subject: string
  code: string
  message: string
  retryScale: number
  retryAfterSeconds: number
}

/** Records that a vendor responded, including with a refusal. */
export async function recordSuccess(uow: UnitOfWork, key: BreakerKey): Promise<void> {
  const changed = await noteAnswer(uow.tx, key)
  if (changed?.state !== 'draining') return
  log.info({ breaker: key }, 'the vendor responds again')
  uow.record(breakerRecovered({ key }))
}

/** Records that a vendor did not respond; returns the breaker's new state. */
export async function recordFailure(
  uow: UnitOfWork,
  key: BreakerKey,
  { subject, code, message, retryScale, retryAfterSeconds }: UnansweredCall,
): Promise<BreakerState> {
  const before = await lockBreaker(uow.tx, key)
  const outage = { subject, now: uow.now, retryScale, retryAfterSeconds }
  const after = afterOutage(before, outage)
  await saveBreaker(uow.tx, key, { ...after, lastError: { code, message } })
  if (after.state === 'open' && before.state !== 'open') {
    log.warn({ breaker: key, was: before.state }, 'calls to the vendor stop')
    const facts = { was: before.state, message, failedProbes: after.failedProbes }
    if (before.state !== 'probing') uow.record(breakerOpened({ key, ...facts }))
  }
  return after.state
}

/** Records a call's outcome on its breaker; returns the new state after a missing response. */
export async function recordCallOutcome(
  uow: UnitOfWork,
  key: BreakerKey,
  { subject, retryScale }: Pick<UnansweredCall, 'subject' | 'retryScale'>,
  answer: VendorOutcome<unknown>,
): Promise<BreakerState | undefined> {
  if (answer.outcome === 'ok' || answer.outcome === 'refused') {
    await recordSuccess(uow, key)
    return undefined
  }
  const { outcome: code, message } = answer
  const retryAfterSeconds = answer.outcome === 'unavailable' ? (answer.retryAfterSeconds ?? 0) : 0
  return recordFailure(uow, key, { subject, code, message, retryScale, retryAfterSeconds })
}
