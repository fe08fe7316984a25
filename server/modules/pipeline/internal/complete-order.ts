import { type OrderStepRow, restartSteps, saveOrderStep } from '@/db/queries/pipeline/order-steps'
import { asStep } from '@/domain/pipeline/pipeline-steps'
import { restOf } from '@/domain/shipment/split-shipment'
import { closeExceptions } from '@/server/modules/exceptions/close-exceptions'
import { emitResumed } from '@/server/modules/steps/emit-resumed'
import type { StepEnd, StepWork } from '@/server/modules/steps/step-types'
import type { WriteScope } from '@/server/unit-of-work'
import { storeSteps } from './save-step-changes'

/** Closes an order that has been through all steps: step `complete`. */
export async function completeOrder(scope: WriteScope, work: StepWork): Promise<StepEnd> {
  const { order, steps } = work
  const unfinished = steps.filter(
    (step) => step.step !== 'complete' && step.status !== 'done' && step.status !== 'skipped',
  )
  await retire(
    scope,
    order.id,
    unfinished.filter(({ step }) => !asStep(step)),
  )
  const open = unfinished.filter(({ step }) => asStep(step))
  // A run that died after it had sent the rest comes back here: the way is still to be gone.
  if (open.length > 0) return goBack(scope, work, open)
  if (restOf(steps.find(({ step }) => step === 'allocate')?.result) > 0)
    return sendRest(scope, work)
  scope.recordOrderEvent(order.id, 'order.completed')
  return {
    outcome: 'done',
    result: {},
    order: { status: 'completed', completedAt: scope.now },
  }
}

/** A part of the order has left: the way of the goods begins anew for what stayed behind. */
async function sendRest(scope: WriteScope, work: StepWork): Promise<StepEnd> {
  await storeSteps(scope, work)
  const orderId = work.order.id
  await restartSteps(scope.tx, orderId, ['allocate', 'ship', 'sync'])
  await emitResumed(scope, orderId, 'the rest of the goods is still to be sent')
  return { outcome: 'waiting', reason: 'the rest of the goods' }
}

/** Steps before this one are to be done first, or once more. */
async function goBack(scope: WriteScope, work: StepWork, open: OrderStepRow[]): Promise<StepEnd> {
  await storeSteps(scope, work)
  const names = open.map(({ step }) => step).join(', ')
  await emitResumed(scope, work.order.id, `these steps are still to be done: ${names}`)
  return { outcome: 'waiting', reason: names }
}

/** What has another name in this version was gone under that one. */
async function retire(scope: WriteScope, orderId: string, steps: OrderStepRow[]): Promise<void> {
  for (const { id, step, attempts } of steps) {
    const result = { reason: 'the step is called otherwise now' }
    await saveOrderStep(scope.tx, id, {
      status: 'skipped',
      attempts,
      finishedAt: scope.now,
      nextAttemptAt: null,
      result,
    })
    await closeExceptions(scope, { orderId, step }, `${result.reason} and is done`)
  }
}
