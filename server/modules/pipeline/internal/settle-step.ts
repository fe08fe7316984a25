import { saveOrder } from '@/db/queries/orders/orders'
import { saveOrderStep } from '@/db/queries/pipeline/order-steps'
import type { StepChanges } from '@/db/queries/pipeline/step-changes'
import { orderPaused } from '@/domain/events/order-events'
import { stepCompleted, stepSkipped } from '@/domain/events/step-events'
import { reportLateCancel } from '@/server/modules/orders/report-late-cancel'
import type {
  RunDecision,
  StepCall,
  StepOutcome,
  StepWork,
} from '@/server/modules/steps/step-types'
import type { UnitOfWork } from '@/server/unit-of-work'
import { queueStep } from '../queue-step'
import { failStep } from './fail-step'
import { storeSteps } from './save-step-changes'

/**
 * Records how a step ended: its row, the order's status, the timeline, and the exceptions of this
 * step, which close themselves when it succeeds.
 * @param attempts how often the step was tried, this time included
 */
export async function settleStep(
  uow: UnitOfWork,
  work: StepWork,
  end: StepOutcome,
  attempts: number,
): Promise<RunDecision> {
  if (end.outcome === 'done' || end.outcome === 'skipped') {
    succeed(uow, work, end, attempts)
    return { outcome: 'onwards' }
  }
  await storeSteps(uow, work)
  switch (end.outcome) {
    case 'waiting':
      return wait(uow, work, end)
    case 'failed':
      return failStep(uow, work, end.failure, attempts)
    case 'queued':
      return queueStep(uow, work, end.breaker)
  }
}

type Success = StepOutcome & { outcome: 'done' | 'skipped' }

const resultOf = (end: Success) => (end.outcome === 'done' ? end.result : { reason: end.reason })

/** What a step that succeeds changes on the order: one that stood still moves again. */
function changeOf({ status }: StepWork['order'], end: Success): StepChanges['change'] {
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
  uow: UnitOfWork,
  { order, step, taken }: StepWork,
  end: Success,
  attempts: number,
): void {
  const { outcome: status } = end
  const result = resultOf(end)
  taken.finished.push({ id: step.id, step: step.step, status, attempts, result })
  Object.assign(taken.change, changeOf(order, end))
  const ended = { orderId: order.id, step: step.step }
  if (end.outcome === 'skipped') uow.record(stepSkipped({ ...ended, reason: end.reason }))
  else uow.record(stepCompleted({ ...end.result, ...ended }))
}

async function wait(
  uow: UnitOfWork,
  { order, step, run }: StepWork,
  { reason, lookAgainSeconds }: StepOutcome & { outcome: 'waiting' },
): Promise<RunDecision> {
  await saveOrderStep(uow.tx, step.id, {
    status: 'pending',
    attempts: step.attempts,
    nextAttemptAt: null,
    result: { waitingFor: reason },
    runId: run.runId,
  })
  if (order.status === 'processing' || order.status === 'blocked') {
    await saveOrder(uow.tx, order.id, { status: 'waiting', progressedAt: uow.now })
    uow.record(orderPaused({ orderId: order.id, step: step.step, reason }))
  }
  return lookAgainSeconds === undefined
    ? { outcome: 'stopped', because: 'waiting' }
    : { outcome: 'again', afterSeconds: lookAgainSeconds, message: reason }
}

/**
 * The order was canceled while the outside world was asked: what was done there is written down
 * all the same and put into the inbox, and the run ends.
 */
export async function settleLate(
  uow: UnitOfWork,
  { order, step }: StepWork,
  end: StepOutcome | StepCall,
): Promise<RunDecision> {
  await saveOrderStep(uow.tx, step.id, {
    status: end.outcome === 'done' ? 'done' : 'skipped',
    attempts: step.attempts,
    finishedAt: uow.now,
    nextAttemptAt: null,
    ...(end.outcome === 'done' ? { result: end.result } : {}),
  })
  await reportLateCancel(uow, order)
  return { outcome: 'stopped', because: 'canceled' }
}
