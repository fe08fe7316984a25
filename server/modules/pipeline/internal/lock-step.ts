import { lockOrder } from '@/db/queries/orders/orders'
import { insertOrderSteps, listOrderSteps } from '@/db/queries/pipeline/order-steps'
import { noStepChanges } from '@/db/queries/pipeline/step-changes'
import type { PipelineStep } from '@/domain/pipeline/pipeline-steps'
import { orderParts } from '@/server/modules/steps/order-parts'
import type { StepRun, StepWork } from '@/server/modules/steps/step-types'
import type { UnitOfWork } from '@/server/unit-of-work'

/** Locks the order and returns it at one of its steps. */
export async function lockStep(
  uow: UnitOfWork,
  name: PipelineStep,
  run: StepRun,
): Promise<StepWork> {
  const { orderId } = run
  // Pipelined: Postgres runs them in order, so the steps are read after the lock is acquired.
  const [order, found] = await Promise.all([
    lockOrder(uow.tx, orderId),
    listOrderSteps(uow.tx, orderId),
  ])
  if (!order) throw new Error(`Order ${orderId} not found.`)
  return workOn(uow, name, {
    order,
    steps: found,
    run,
    parts: orderParts(uow.tx, order),
    changes: noStepChanges(),
  })
}

/** Returns a locked order at one of its steps; inserts missing step rows. */
export async function workOn(
  uow: UnitOfWork,
  name: PipelineStep,
  work: Omit<StepWork, 'step'>,
): Promise<StepWork> {
  const { order, steps } = work
  const known = steps.find(({ step }) => step === name)
  if (known) return { ...work, step: known }
  await insertOrderSteps(uow.tx, order.id)
  const all = await listOrderSteps(uow.tx, order.id)
  const added = all.find(({ step }) => step === name)
  if (!added) throw new Error(`Order ${order.id} has no step ${name}.`)
  return { ...work, step: added, steps: all }
}
