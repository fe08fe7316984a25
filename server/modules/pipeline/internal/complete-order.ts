import { type OrderStepRow, restartSteps, saveOrderStep } from '@/db/queries/pipeline/order-steps'
import { orderCompleted } from '@/domain/events/order-events'
import type { OrderId } from '@/domain/ids'
import { asStep } from '@/domain/pipeline/pipeline-steps'
import { backorderedUnits } from '@/domain/shipment/split-shipment'
import { closeExceptions } from '@/server/modules/exceptions/close-exceptions'
import { emitResumed } from '@/server/modules/steps/emit-resumed'
import type { StepOutcome, StepWork } from '@/server/modules/steps/step-types'
import type { UnitOfWork } from '@/server/unit-of-work'
import { storeSteps } from './save-step-changes'

/** Step `complete`: completes an order when all other steps are done. */
export async function completeOrder(uow: UnitOfWork, work: StepWork): Promise<StepOutcome> {
  const { order, steps } = work
  const unfinished = steps.filter(
    (step) => step.step !== 'complete' && step.status !== 'done' && step.status !== 'skipped',
  )
  await skipRenamedSteps(
    uow,
    order.id,
    unfinished.filter(({ step }) => !asStep(step)),
  )
  const open = unfinished.filter(({ step }) => asStep(step))
  // A run that died after restarting steps ends here: those steps are still open.
  if (open.length > 0) return resumeOpenSteps(uow, work, open)
  if (backorderedUnits(steps.find(({ step }) => step === 'allocate')?.result) > 0)
    return restartForBackorder(uow, work)
  uow.record(orderCompleted({ orderId: order.id }))
  return {
    outcome: 'done',
    result: {},
    order: { status: 'completed', completedAt: uow.now },
  }
}

/** Restarts allocation and shipping for the backordered units of a partly shipped order. */
async function restartForBackorder(uow: UnitOfWork, work: StepWork): Promise<StepOutcome> {
  await storeSteps(uow, work)
  const orderId = work.order.id
  await restartSteps(uow.tx, orderId, ['allocate', 'ship', 'sync'])
  await emitResumed(uow, orderId, 'backordered items remain to be shipped')
  return { outcome: 'waiting', reason: 'backordered items' }
}

/** Resumes the order at its open steps. */
async function resumeOpenSteps(
  uow: UnitOfWork,
  work: StepWork,
  open: OrderStepRow[],
): Promise<StepOutcome> {
  await storeSteps(uow, work)
  const names = open.map(({ step }) => step).join(', ')
  await emitResumed(uow, work.order.id, `these steps are not done: ${names}`)
  return { outcome: 'waiting', reason: names }
}

/** Skips steps that an older version stored under a name that no longer exists. */
async function skipRenamedSteps(
  uow: UnitOfWork,
  orderId: OrderId,
  steps: OrderStepRow[],
): Promise<void> {
  for (const { id, step, attempts } of steps) {
    const result = { reason: 'the step was renamed' }
    await saveOrderStep(uow.tx, id, {
      status: 'skipped',
      attempts,
      finishedAt: uow.now,
      nextAttemptAt: null,
      result,
    })
    await closeExceptions(uow, { orderId, step }, result.reason)
  }
}
