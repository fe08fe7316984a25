import { listOrderSteps, restartSteps } from '@/db/queries/order-steps'
import { restOf } from '@/server/domain/split-shipment'
import type { WriteScope } from '../write'
import { emitResumed } from './emit-resumed'
import type { StepEnd, StepWork } from './step'

/** Closes an order that has been through all steps: step `complete`. */
export async function completeOrder(scope: WriteScope, { order }: StepWork): Promise<StepEnd> {
  const steps = await listOrderSteps(scope.tx, order.id)
  const open = steps.filter(
    (step) => step.step !== 'complete' && step.status !== 'done' && step.status !== 'skipped',
  )
  if (open.length > 0) {
    throw new Error(`Steps are not finished: ${open.map((step) => step.step).join(', ')}.`)
  }
  if (restOf(steps.find(({ step }) => step === 'allocate')?.result) > 0)
    return sendRest(scope, order.id)
  await scope.recordOrderEvent(order.id, 'order.completed')
  return {
    outcome: 'done',
    result: {},
    order: { status: 'completed', completedAt: scope.now },
  }
}

/** A part of the order has left: the way of the goods begins anew for what stayed behind. */
async function sendRest(scope: WriteScope, orderId: string): Promise<StepEnd> {
  await restartSteps(scope.tx, orderId, ['allocate', 'ship', 'sync'])
  await emitResumed(scope, orderId, 'the rest of the goods is still to be sent')
  return { outcome: 'waiting', reason: 'the rest of the goods' }
}
