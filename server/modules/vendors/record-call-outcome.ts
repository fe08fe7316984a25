import { lockBreaker, noteAnswer, saveBreaker } from '@/db/queries/pipeline/breakers'
import { breakerOpened, breakerRecovered } from '@/domain/events/system-events'
import { afterOutage, type BreakerKey, type BreakerState } from '@/domain/pipeline/breaker'
import type { VendorOutcome } from '@/domain/pipeline/vendor-outcome'
import { logger } from '@/server/log'
import type { UnitOfWork } from '@/server/unit-of-work'

const log = logger('breaker')

export type CallWithoutAnswer = {
  /** Whose call it was: many different ones that fail are an outage. */
  subject: string
  code: string
  message: string
  retryScale: number
  retryAfterSeconds: number
}

/** Notes that a vendor answered, be it with a no. */
export async function recordSuccess(uow: UnitOfWork, key: BreakerKey): Promise<void> {
  const changed = await noteAnswer(uow.tx, key)
  if (changed?.state !== 'draining') return
  log.info({ breaker: key }, 'the vendor answers again')
  uow.record(breakerRecovered({ key }))
}

/** Notes that a vendor did not answer; returns how its breaker stands now. */
export async function recordFailure(
  uow: UnitOfWork,
  key: BreakerKey,
  { subject, code, message, retryScale, retryAfterSeconds }: CallWithoutAnswer,
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

/** Tells a breaker what a call came to; returns how it stands now, undefined after an answer. */
export async function noteOutcome(
  uow: UnitOfWork,
  key: BreakerKey,
  { subject, retryScale }: Pick<CallWithoutAnswer, 'subject' | 'retryScale'>,
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
