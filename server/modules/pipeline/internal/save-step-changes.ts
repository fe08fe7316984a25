import { saveStepChanges } from '@/db/queries/pipeline/step-changes'
import { closeExceptions } from '@/server/modules/exceptions/close-exceptions'
import type { StepWork } from '@/server/modules/steps/step-types'
import type { UnitOfWork } from '@/server/unit-of-work'

/**
 * Saves the transaction's step changes so far. Call it at the end of the transaction, and before
 * other code in it changes the order or its steps. Closes the exceptions of steps that succeeded.
 */
export async function storeSteps(
  uow: UnitOfWork,
  { order, run, changes }: Pick<StepWork, 'order' | 'run' | 'changes'>,
): Promise<void> {
  if (changes.finished.length === 0 && !changes.leased) return
  const scope = { orderId: order.id, runId: run.runId, now: uow.now }
  for (const step of await saveStepChanges(uow.tx, scope, changes, uow.pending))
    await closeExceptions(uow, { orderId: order.id, step }, `the step ${step} succeeded`)
}
