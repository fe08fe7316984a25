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
 * Records a step's outcome: its row, the order's status, the timeline, and the step's exceptions,
 * which are closed automatically when it succeeds.
 * @param attempts the number of attempts so far, including this one
 */
export async function settleStep(
  uow: UnitOfWork,
  work: StepWork,
  end: StepOutcome,
  attempts: number,
): Promise<RunDecision> {
  if (end.outcome === 'done' || end.outcome === 'skipped') {
    succeed(uow, work, end, attempts)
    return { outcome: 'continue' }
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

/** Returns what a success changes on the order: a stopped order is processing again. */
function changeOf({ status }: StepWork['order'], end: Success): StepChanges['change'] {
  const change = end.outcome === 'done' ? end.order : undefined
  const isProcessing = status !== 'waiting' && status !== 'blocked'
  return isProcessing ? { ...change } : { status: 'processing', ...change }
}

/**
 * Returns the order and its steps as they will be once this success is saved. The order's lock is
 * held, so the next step in the same transaction does not have to read them again.
 */
export function afterSuccess(
  { order, step, steps }: StepWork,
  end: Success,
): Pick<StepWork, 'order' | 'steps'> {
  const finished = { ...step, status: end.outcome, result: resultOf(end) }
  return {
    order: { ...order, ...changeOf(order, end) },
    steps: steps.map((other) => (other.id === step.id ? finished : other)),
  }
}

/** Adds a success to the transaction's step changes, which are saved together. */
function succeed(
  uow: UnitOfWork,
  { order, step, changes }: StepWork,
  end: Success,
  attempts: number,
): void {
  const { outcome: status } = end
  const result = resultOf(end)
  changes.finished.push({ id: step.id, step: step.step, status, attempts, result })
  Object.assign(changes.change, changeOf(order, end))
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
    : { outcome: 'retry', afterSeconds: lookAgainSeconds, message: reason }
}

/**
 * Records the result of a vendor call during which the order was canceled, reports it in the inbox,
 * and ends the run.
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
