import { findOrderStep, insertOrderSteps } from '@/db/queries/order-steps'
import { lockOrder } from '@/db/queries/orders'
import type { PipelineStep } from '@/server/domain/pipeline-steps'
import type { WriteScope } from '../write'
import type { StepRun, StepWork } from './step'

/** The order and its step under the order's lock; an order without steps gets them here. */
export async function lockStep(
  scope: WriteScope,
  name: PipelineStep,
  run: StepRun,
): Promise<{ work: StepWork; leasedForMs: number }> {
  const { orderId } = run
  // Sent together, answered in turn: the step is read once the order's lock is held.
  const [order, stored] = await Promise.all([
    lockOrder(scope.tx, orderId),
    findOrderStep(scope.tx, orderId, name),
  ])
  if (!order) throw new Error(`There is no order ${orderId}.`)
  let found = stored
  if (!found) {
    await insertOrderSteps(scope.tx, orderId)
    found = await findOrderStep(scope.tx, orderId, name)
  }
  if (!found) throw new Error(`Order ${orderId} has no step ${name}.`)
  return { work: { order, step: found.step, run }, leasedForMs: found.leasedForMs }
}
