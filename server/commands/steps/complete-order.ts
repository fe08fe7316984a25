import { listOrderSteps } from '@/db/queries/order-steps'
import type { WriteScope } from '../write'
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
  await scope.recordOrderEvent(order.id, 'order.completed')
  return {
    outcome: 'done',
    result: {},
    order: { status: 'completed', completedAt: scope.now },
  }
}
