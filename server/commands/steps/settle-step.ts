import { type FinishedStep, finishOrderStep } from '@/db/queries/finish-step'
import { saveOrderStep } from '@/db/queries/order-steps'
import { saveOrder } from '@/db/queries/orders'
import { queueStep } from '../breakers/queue-step'
import { closeExceptions } from '../exceptions/close-exceptions'
import { reportLateCancel } from '../orders/report-late-cancel'
import type { WriteScope } from '../write'
import { failStep } from './fail-step'
import type { StepCall, StepEnd, StepVerdict, StepWork } from './step'

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
  switch (end.outcome) {
    case 'done':
    case 'skipped':
      await succeed(scope, work, end, attempts)
      return { outcome: 'onwards' }
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
function changeOf({ status }: StepWork['order'], end: Success): FinishedStep['change'] {
  const change = end.outcome === 'done' ? end.order : undefined
  const isMoving = status !== 'waiting' && status !== 'blocked'
  return isMoving ? { ...change } : { status: 'processing', ...change }
}

/**
 * The order and its steps as they are once `settleStep` has stored this success: under the order's
 * lock nobody else changes them, so the next step in the same transaction need not read them.
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

async function succeed(
  scope: WriteScope,
  { order, step, run }: StepWork,
  end: Success,
  attempts: number,
): Promise<void> {
  const hasExceptions = await finishOrderStep(scope.tx, {
    step,
    status: end.outcome,
    attempts,
    result: resultOf(end),
    runId: run.runId,
    change: changeOf(order, end),
    actor: scope.context.actor,
    now: scope.now,
  })
  if (!hasExceptions) return
  const closedBy = `the step ${step.step} succeeded`
  await closeExceptions(scope, { orderId: order.id, step: step.step }, closedBy)
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
    await scope.recordOrderEvent(order.id, 'order.waiting', { step: step.step, reason })
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
