import { insertOrderSteps, listOrderSteps } from '@/db/queries/order-steps'
import { lockOrder } from '@/db/queries/orders'
import { noneTaken } from '@/db/queries/steps-taken'
import type { PipelineStep } from '@/server/domain/pipeline-steps'
import type { WriteScope } from '../write'
import { orderParts } from './order-parts'
import type { StepRun, StepWork } from './step'

/** The order and its steps under the order's lock. */
export async function lockStep(
  scope: WriteScope,
  name: PipelineStep,
  run: StepRun,
): Promise<StepWork> {
  const { orderId } = run
  // Sent together, answered in turn: the steps are read once the order's lock is held.
  const [order, found] = await Promise.all([
    lockOrder(scope.tx, orderId),
    listOrderSteps(scope.tx, orderId),
  ])
  if (!order) throw new Error(`There is no order ${orderId}.`)
  return workOn(scope, name, {
    order,
    steps: found,
    run,
    parts: orderParts(scope.tx, order),
    taken: noneTaken(),
  })
}

/** An order that is locked already, at one of its steps; without steps it gets them here. */
export async function workOn(
  scope: WriteScope,
  name: PipelineStep,
  work: Omit<StepWork, 'step'>,
): Promise<StepWork> {
  const { order, steps } = work
  const known = steps.find(({ step }) => step === name)
  if (known) return { ...work, step: known }
  await insertOrderSteps(scope.tx, order.id)
  const all = await listOrderSteps(scope.tx, order.id)
  const added = all.find(({ step }) => step === name)
  if (!added) throw new Error(`Order ${order.id} has no step ${name}.`)
  return { ...work, step: added, steps: all }
}
