import { saveOrder } from '@/db/queries/orders/orders'
import { claimProbe, lockBreaker } from '@/db/queries/pipeline/breakers'
import { saveOrderStep } from '@/db/queries/pipeline/order-steps'
import { isExceptionKind } from '@/domain/exception/exception-kinds'
import { BREAKERS, type BreakerKey, PROBE_CLAIM_MS, WAITING_KIND } from '@/domain/pipeline/breaker'
import type { UnitOfWork } from '@/server/unit-of-work'
import { queueException } from '../exceptions/queue-exception'
import type { RunDecision, StepFailure, StepWork } from '../steps/step-types'

/**
 * Queues a step for a vendor that is down. No run waits, no attempt is used up, and the inbox shows
 * it with the other orders of the outage.
 * @param failure the failure of the step's own call, if it made one
 */
export async function queueStep(
  uow: UnitOfWork,
  { order, step, run }: StepWork,
  key: BreakerKey,
  failure?: StepFailure,
): Promise<RunDecision> {
  // Locked, so that the breaker cannot close concurrently and leave this step in its queue.
  const breaker = await lockBreaker(uow.tx, key)
  if (breaker.state === 'closed')
    return { outcome: 'retry', afterSeconds: 1, message: `${BREAKERS[key].name} has recovered` }
  const previous = failure ?? earlierFailure(step.lastError)
  const error = previous ?? {
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
    // A failed step moves to the end of the queue, so that one bad order does not block the others.
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

/** Returns the step's earlier failure, which is kept because its outcome may be unknown. */
function earlierFailure(error: StepWork['step']['lastError']) {
  return error && isExceptionKind(error.kind) ? { ...error, kind: error.kind } : undefined
}
