import { saveOrder } from '@/db/queries/orders/orders'
import { saveOrderStep } from '@/db/queries/pipeline/order-steps'
import type { StepsTaken } from '@/db/queries/pipeline/step-changes'
import { reportLateCancel } from '@/server/modules/orders/report-late-cancel'
import type { StepCall, StepEnd, StepVerdict, StepWork } from '@/server/modules/steps/step-types'
import type { WriteScope } from '@/server/unit-of-work'
import { queueStep } from '../queue-step'
import { failStep } from './fail-step'
import { storeSteps } from './save-step-changes'

/**
 * Records how a step ended: its row, the order's status, the timeline, and the exceptions of this
 * step, which close themselves when it succeeds.
 * @param attempts how often the step was tried, this time included
 */
export async function settleStep(
  scope: WriteScope,
  work: StepWork,
  end: StepEnd,
  attempts: number,
): Promise<StepVerdict> {
  if (end.outcome === 'done' || end.outcome === 'skipped') {
    succeed(scope, work, end, attempts)
    return { outcome: 'onwards' }
  }
  await storeSteps(scope, work)
  switch (end.outcome) {
    case 'waiting':
      return wait(scope, work, end)
    case 'failed':
      return failStep(scope, work, end.failure, attempts)
    case 'queued':
      return queueStep(scope, work, end.breaker)
  }
}

type Success = StepEnd & { outcome: 'done' | 'skipped' }

const resultOf = (end: Success) => (end.outcome === 'done' ? end.result : { reason: end.reason })

/** What a step that succeeds changes on the order: one that stood still moves again. */
function changeOf({ status }: StepWork['order'], end: Success): StepsTaken['change'] {
  const change = end.outcome === 'done' ? end.order : undefined
  const isMoving = status !== 'waiting' && status !== 'blocked'
  return isMoving ? { ...change } : { status: 'processing', ...change }
}

/**
 * The order and its steps as they are once this success is stored: under the order's lock nobody
 * else changes them, so the next step in the same transaction need not read them.
 */
export function afterSuccess(
  { order, step, steps }: StepWork,
  end: Success,
): Pick<StepWork, 'order' | 'steps'> {
  const finished = { ...step, status: end.outcome, result: resultOf(end) }
  return {
    order: { ...order, ...changeOf(order, end) },
    steps: steps.map((one) => (one.id === step.id ? finished : one)),
  }
}

/** Notes a success, which is stored with what else the transaction does to the steps. */
function succeed(
  scope: WriteScope,
  { order, step, taken }: StepWork,
  end: Success,
  attempts: number,
): void {
  const { outcome: status } = end
  const result = resultOf(end)
  taken.finished.push({ id: step.id, step: step.step, status, attempts, result })
  Object.assign(taken.change, changeOf(order, end))
  scope.recordOrderEvent(order.id, `step.${status}`, { step: step.step, ...result })
}

async function wait(
  scope: WriteScope,
  { order, step, run }: StepWork,
  { reason, lookAgainSeconds }: StepEnd & { outcome: 'waiting' },
): Promise<StepVerdict> {
  await saveOrderStep(scope.tx, step.id, {
    status: 'pending',
    attempts: step.attempts,
    nextAttemptAt: null,
    result: { waitingFor: reason },
    runId: run.runId,
  })
  if (order.status === 'processing' || order.status === 'blocked') {
    await saveOrder(scope.tx, order.id, { status: 'waiting', progressedAt: scope.now })
    scope.recordOrderEvent(order.id, 'order.waiting', { step: step.step, reason })
  }
  return lookAgainSeconds === undefined
    ? { outcome: 'stopped', because: 'waiting' }
    : { outcome: 'again', afterSeconds: lookAgainSeconds, message: reason }
}

/**
 * The order was cancelled while the outside world was asked: what was done there is written down
 * all the same and put into the inbox, and the run ends.
 */
export async function settleLate(
  scope: WriteScope,
  { order, step }: StepWork,
  end: StepEnd | StepCall,
): Promise<StepVerdict> {
  await saveOrderStep(scope.tx, step.id, {
    status: end.outcome === 'done' ? 'done' : 'skipped',
    attempts: step.attempts,
    finishedAt: scope.now,
    nextAttemptAt: null,
    ...(end.outcome === 'done' ? { result: end.result } : {}),
  })
  await reportLateCancel(scope, order)
  return { outcome: 'stopped', because: 'cancelled' }
}
