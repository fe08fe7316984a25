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
): Promise<StepWork> {
  const { orderId } = run
  // Sent together, answered in turn: the step is read once the order's lock is held.
  const [order, found] = await Promise.all([
    lockOrder(scope.tx, orderId),
    findOrderStep(scope.tx, orderId, name),
  ])
  if (!order) throw new Error(`There is no order ${orderId}.`)
  if (!found) await insertOrderSteps(scope.tx, orderId)
  const step = found ?? (await findOrderStep(scope.tx, orderId, name))
  if (!step) throw new Error(`Order ${orderId} has no step ${name}.`)
  return { order, step, run }
}
