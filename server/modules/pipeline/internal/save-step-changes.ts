import { saveStepChanges } from '@/db/queries/pipeline/step-changes'
import { closeExceptions } from '@/server/modules/exceptions/close-exceptions'
import type { StepWork } from '@/server/modules/steps/step-types'
import type { UnitOfWork } from '@/server/unit-of-work'

/**
 * Stores what this transaction has done to an order's steps so far: at its end, and before anything
 * else in it changes the order or its steps. Exceptions of steps that succeeded close themselves.
 */
export async function storeSteps(
  uow: UnitOfWork,
  { order, run, taken }: Pick<StepWork, 'order' | 'run' | 'taken'>,
): Promise<void> {
  if (taken.finished.length === 0 && !taken.leased) return
  const taking = { orderId: order.id, runId: run.runId, now: uow.now }
  for (const step of await saveStepChanges(uow.tx, taking, taken, uow.pending))
    await closeExceptions(uow, { orderId: order.id, step }, `the step ${step} succeeded`)
}
