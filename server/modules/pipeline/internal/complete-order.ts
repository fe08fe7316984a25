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

/** Closes an order that has been through all steps: step `complete`. */
export async function completeOrder(uow: UnitOfWork, work: StepWork): Promise<StepOutcome> {
  const { order, steps } = work
  const unfinished = steps.filter(
    (step) => step.step !== 'complete' && step.status !== 'done' && step.status !== 'skipped',
  )
  await retire(
    uow,
    order.id,
    unfinished.filter(({ step }) => !asStep(step)),
  )
  const open = unfinished.filter(({ step }) => asStep(step))
  // A run that died after it had sent the rest comes back here: the way is still to be gone.
  if (open.length > 0) return goBack(uow, work, open)
  if (backorderedUnits(steps.find(({ step }) => step === 'allocate')?.result) > 0)
    return sendRest(uow, work)
  uow.record(orderCompleted({ orderId: order.id }))
  return {
    outcome: 'done',
    result: {},
    order: { status: 'completed', completedAt: uow.now },
  }
}

/** A part of the order has left: the way of the goods begins anew for what stayed behind. */
async function sendRest(uow: UnitOfWork, work: StepWork): Promise<StepOutcome> {
  await storeSteps(uow, work)
  const orderId = work.order.id
  await restartSteps(uow.tx, orderId, ['allocate', 'ship', 'sync'])
  await emitResumed(uow, orderId, 'the rest of the goods is still to be sent')
  return { outcome: 'waiting', reason: 'the rest of the goods' }
}

/** Steps before this one are to be done first, or once more. */
async function goBack(uow: UnitOfWork, work: StepWork, open: OrderStepRow[]): Promise<StepOutcome> {
  await storeSteps(uow, work)
  const names = open.map(({ step }) => step).join(', ')
  await emitResumed(uow, work.order.id, `these steps are still to be done: ${names}`)
  return { outcome: 'waiting', reason: names }
}

/** What has another name in this version was gone under that one. */
async function retire(uow: UnitOfWork, orderId: OrderId, steps: OrderStepRow[]): Promise<void> {
  for (const { id, step, attempts } of steps) {
    const result = { reason: 'the step is called otherwise now' }
    await saveOrderStep(uow.tx, id, {
      status: 'skipped',
      attempts,
      finishedAt: uow.now,
      nextAttemptAt: null,
      result,
    })
    await closeExceptions(uow, { orderId, step }, `${result.reason} and is done`)
  }
}
