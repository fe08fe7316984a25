import { saveOrder } from '@/db/queries/orders/orders'
import { saveOrderStep } from '@/db/queries/pipeline/order-steps'
import type { OrderId } from '@/domain/ids'
import { type BreakerKey, breakerOfKind } from '@/domain/pipeline/breaker'
import { scaledDelay } from '@/domain/pipeline/retry-scale'
import { nextDelaySeconds } from '@/server/modules/exceptions/next-delay'
import { countFailures, openException } from '@/server/modules/exceptions/open-exception'
import type { RunDecision, StepFailure, StepWork } from '@/server/modules/steps/step-types'
import { recordFailure } from '@/server/modules/vendors/record-call-outcome'
import type { UnitOfWork } from '@/server/unit-of-work'
import { queueStep } from '../queue-step'

/**
 * Records a failed step. By the retry policy of its kind the step is retried automatically, or
 * blocked until staff act. The exception opens at the first failure either way.
 * @param attempts the number of attempts so far, including this one
 */
export async function failStep(
  uow: UnitOfWork,
  work: StepWork,
  failure: StepFailure,
  attempts: number,
): Promise<RunDecision> {
  const { order, step, run } = work
  const { kind, code, message, detail = {} } = failure
  const breaker = breakerOfKind(kind)
  if (breaker && (await isDown(uow, breaker, work, failure)))
    return queueStep(uow, { ...work, step: { ...step, attempts } }, breaker, failure)
  const where = { orderId: order.id, step: step.step, kind }
  const failures = (await countFailures(uow, where)) + 1
  const policy = await nextDelaySeconds(uow, kind, failures, jitterOf(order.id))
  const delay = delaySeconds(policy, failure, run.retryScale)
  const nextAttemptAt = delay === undefined ? undefined : new Date(uow.now.getTime() + delay * 1000)
  await openException(uow, {
    ...where,
    code,
    message,
    detail,
    ...(nextAttemptAt ? { nextAttemptAt } : {}),
    ...(failure.waits ? { waits: failure.waits } : {}),
  })
  await saveOrderStep(uow.tx, step.id, {
    status: nextAttemptAt ? 'retrying' : 'blocked',
    attempts,
    startedAt: step.startedAt ?? uow.now,
    nextAttemptAt: nextAttemptAt ?? null,
    lastError: { kind, code, message },
    runId: run.runId,
  })
  await saveOrder(uow.tx, order.id, {
    status: order.status === 'on_hold' ? 'on_hold' : nextAttemptAt ? 'processing' : 'blocked',
    progressedAt: uow.now,
  })
  if (delay === undefined) return { outcome: 'stopped', because: 'blocked' }
  return { outcome: 'retry', afterSeconds: delay, message: `${kind}: ${message}` }
}

/** Records an unanswered call; returns whether the vendor's breaker is open. */
async function isDown(
  uow: UnitOfWork,
  breaker: BreakerKey,
  { order, run }: StepWork,
  { code, message, retryAfterSeconds = 0 }: StepFailure,
): Promise<boolean> {
  const { retryScale } = run
  const call = { subject: order.id, code, message, retryScale, retryAfterSeconds }
  const state = await recordFailure(uow, breaker, call)
  return state === 'open' || state === 'probing'
}

/** Whole seconds until the next attempt; undefined when there is no automatic one. */
function delaySeconds(
  policy: number | undefined,
  failure: StepFailure,
  scale: number,
): number | undefined {
  if (policy === undefined) return undefined
  return Math.max(scaledDelay(policy, scale), Math.ceil(failure.retryAfterSeconds ?? 0))
}

/** The order's position in the jitter, 0 to 1, from the random end of its UUIDv7. */
function jitterOf(orderId: OrderId): number {
  return Number.parseInt(orderId.slice(-4), 16) / 0xffff
}
