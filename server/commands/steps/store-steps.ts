import { storeStepsTaken } from '@/db/queries/steps-taken'
import { closeExceptions } from '../exceptions/close-exceptions'
import type { WriteScope } from '../write'
import type { StepWork } from './step'

/**
 * Stores what this transaction has done to an order's steps so far: at its end, and before anything
 * else in it changes the order or its steps. Exceptions of steps that succeeded close themselves.
 */
export async function storeSteps(
  scope: WriteScope,
  { order, run, taken }: Pick<StepWork, 'order' | 'run' | 'taken'>,
): Promise<void> {
  if (taken.finished.length === 0 && !taken.leased) return
  const taking = { orderId: order.id, runId: run.runId, now: scope.now }
  for (const step of await storeStepsTaken(scope.tx, taking, taken, scope.behind))
    await closeExceptions(scope, { orderId: order.id, step }, `the step ${step} succeeded`)
}
