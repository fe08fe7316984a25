import { saveOrder } from '@/db/queries/orders/orders'
import { claimProbe, lockBreaker } from '@/db/queries/pipeline/breakers'
import { saveOrderStep } from '@/db/queries/pipeline/order-steps'
import { isExceptionKind } from '@/domain/exception/exception-kinds'
import { BREAKERS, type BreakerKey, PROBE_CLAIM_MS, WAITING_KIND } from '@/domain/pipeline/breaker'
import type { UnitOfWork } from '@/server/unit-of-work'
import { queueException } from '../exceptions/queue-exception'
import type { RunDecision, StepFailure, StepWork } from '../steps/step-types'

/**
 * Lets a step wait for a vendor that is down: no run waits, no attempt of its policy is used up,
 * and the inbox shows it with the others of the outage. `failure` is what its own call came to,
 * where it made one.
 */
export async function queueStep(
  uow: UnitOfWork,
  { order, step, run }: StepWork,
  key: BreakerKey,
  failure?: StepFailure,
): Promise<RunDecision> {
  // Under its lock nobody can close it unseen and leave this step behind in the queue.
  const breaker = await lockBreaker(uow.tx, key)
  if (breaker.state === 'closed')
    return { outcome: 'again', afterSeconds: 1, message: `${BREAKERS[key].name} is back` }
  const known = failure ?? earlierFailure(step.lastError)
  const error = known ?? {
    kind: WAITING_KIND[key],
    code: breaker.lastError?.code ?? 'unavailable',
    message: breaker.lastError?.message ?? `${BREAKERS[key].name} is down.`,
  }
  const { kind, code, message } = error
  await queueException(uow, {
    orderId: order.id,
    step: step.step,
    kind,
    code,
    message,
    detail: failure?.detail ?? {},
    nextAttemptAt: breaker.nextProbeAt ?? uow.now,
    waitsFor: key,
  })
  await saveOrderStep(uow.tx, step.id, {
    status: 'retrying',
    attempts: step.attempts,
    startedAt: step.startedAt ?? uow.now,
    nextAttemptAt: null,
    lastError: { kind, code, message },
    runId: run.runId,
    queuedFor: key,
    // Who has been tried goes to the end, so that one order's own trouble does not hold the others.
    queuedAt: failure ? uow.now : (step.queuedAt ?? uow.now),
  })
  const status = order.status === 'on_hold' ? 'on_hold' : 'processing'
  await saveOrder(uow.tx, order.id, { status, progressedAt: uow.now })
  if (await claimProbe(uow.tx, key, PROBE_CLAIM_MS)) {
    const data = { key, requestId: uow.context.requestId }
    uow.emit({ name: 'breaker/opened', data })
  }
  return { outcome: 'stopped', because: 'queued' }
}

/** A step that failed before keeps its own failure: its outcome may be open. */
function earlierFailure(error: StepWork['step']['lastError']) {
  return error && isExceptionKind(error.kind) ? { ...error, kind: error.kind } : undefined
}
