import { randomUUID } from 'node:crypto'
import { readLeaseMs } from '@/db/queries/pipeline/order-steps'
import type { PipelineStep } from '@/domain/pipeline/pipeline-steps'
import { stepActor } from '@/domain/staff/actor'
import type {
  RunDecision,
  StepOutcome,
  StepRun,
  StepStart,
  StepWork,
} from '@/server/modules/steps/step-types'
import { type UnitOfWork, withActor } from '@/server/unit-of-work'
import { nextStepToPrefetch } from '../prefetched-steps'
import { lockStep, workOn } from './lock-step'
import { storeSteps } from './save-step-changes'
import { afterSuccess, settleStep } from './settle-step'
import { STEP_COMMANDS } from './step-commands'

/** Steps started in one transaction, in order. Valid only once that transaction commits. */
export type Chain = [PipelineStep, StepStart][]

/**
 * Starts a step, and the next ones while each finishes without a vendor call. Without a chain only
 * this step is started.
 */
export async function beginStep(
  uow: UnitOfWork,
  name: PipelineStep,
  run: StepRun,
  chain: Chain | undefined,
): Promise<StepStart> {
  const work = await lockStep(uow, name, run)
  const start = await beginLocked(uow, name, work, chain)
  await storeSteps(uow, work)
  return start
}

async function beginLocked(
  uow: UnitOfWork,
  name: PipelineStep,
  work: StepWork,
  chain: Chain | undefined,
): Promise<StepStart> {
  const { order, step, changes } = work
  const blocker = findBlocker(work, await readLeaseMs(uow.tx, step), uow.now)
  if (blocker) return blocker
  const end = await STEP_COMMANDS[name](uow, work)
  if (end.outcome !== 'call')
    return finishAndStartNext(uow, work, { name, end, chain }, step.attempts + 1)
  const leaseToken = randomUUID()
  changes.leased = { id: step.id, attempts: step.attempts + 1, leaseToken }
  if (order.status === 'waiting' || order.status === 'blocked') changes.change.status = 'processing'
  return { ...end, stepId: step.id, leaseToken }
}

type Ended = { name: PipelineStep; end: StepOutcome; chain: Chain | undefined }

/** Records a step's outcome and, when the run continues, starts the next step. */
export async function finishAndStartNext(
  uow: UnitOfWork,
  work: StepWork,
  { name, end, chain }: Ended,
  attempts: number,
): Promise<RunDecision> {
  const decision = await settleStep(uow, work, end, attempts)
  const isOver = end.outcome === 'done' || end.outcome === 'skipped'
  const next = isOver && chain && nextStepToPrefetch(work.run.prefetched, name)
  if (!next) return decision
  const at = chain.push([next, decision]) - 1
  const nextUow = withActor(uow, stepActor(next))
  const known = { ...work, ...afterSuccess(work, end) }
  const nextWork = await workOn(nextUow, next, known)
  chain[at] = [next, await beginLocked(nextUow, next, nextWork, chain)]
  return decision
}

/** Returns why this run must not execute the step now; undefined when it may. */
function findBlocker(
  { order, step, run }: StepWork,
  leasedForMs: number,
  now: Date,
): RunDecision | undefined {
  if (order.status === 'canceled' || order.status === 'on_hold') {
    return { outcome: 'stopped', because: order.status }
  }
  if (step.status === 'done' || step.status === 'skipped') return { outcome: 'continue' }
  if (step.status === 'blocked') return { outcome: 'stopped', because: 'blocked' }
  if (leasedForMs > 0) {
    const afterSeconds = Math.ceil(leasedForMs / 1000)
    return { outcome: 'retry', afterSeconds, message: 'another run is executing the step' }
  }
  // A scheduled retry belongs to its own run; other runs must not use up its attempts.
  const isLater = step.nextAttemptAt !== null && step.nextAttemptAt > now
  if (step.status === 'retrying' && isLater && step.runId !== run.runId) {
    return { outcome: 'stopped', because: 'scheduled' }
  }
  return undefined
}
