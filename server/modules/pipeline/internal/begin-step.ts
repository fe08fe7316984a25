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

/** What was begun in one transaction, in the order of the steps; counts once that is stored. */
export type Chain = [PipelineStep, StepStart][]

/** Begins a step, and what follows it where it is over at once. Without a chain it stands alone. */
export async function beginStep(
  uow: UnitOfWork,
  name: PipelineStep,
  run: StepRun,
  chain: Chain | undefined,
): Promise<StepStart> {
  const work = await lockStep(uow, name, run)
  const begun = await beginLocked(uow, name, work, chain)
  await storeSteps(uow, work)
  return begun
}

async function beginLocked(
  uow: UnitOfWork,
  name: PipelineStep,
  work: StepWork,
  chain: Chain | undefined,
): Promise<StepStart> {
  const { order, step, taken } = work
  const verdict = findBlocker(work, await readLeaseMs(uow.tx, step), uow.now)
  if (verdict) return verdict
  const end = await STEP_COMMANDS[name](uow, work)
  if (end.outcome !== 'call')
    return finishAndStartNext(uow, work, { name, end, chain }, step.attempts + 1)
  const leaseToken = randomUUID()
  taken.leased = { id: step.id, attempts: step.attempts + 1, leaseToken }
  if (order.status === 'waiting' || order.status === 'blocked') taken.change.status = 'processing'
  return { ...end, stepId: step.id, leaseToken }
}

type Ended = { name: PipelineStep; end: StepOutcome; chain: Chain | undefined }

/** Records how a step ended and, where the run goes on, begins the next one. */
export async function finishAndStartNext(
  uow: UnitOfWork,
  work: StepWork,
  { name, end, chain }: Ended,
  attempts: number,
): Promise<RunDecision> {
  const verdict = await settleStep(uow, work, end, attempts)
  const isOver = end.outcome === 'done' || end.outcome === 'skipped'
  const next = isOver && chain && nextStepToPrefetch(work.run.ahead, name)
  if (!next) return verdict
  const at = chain.push([next, verdict]) - 1
  const nextUow = withActor(uow, stepActor(next))
  const known = { ...work, ...afterSuccess(work, end) }
  const nextWork = await workOn(nextUow, next, known)
  chain[at] = [next, await beginLocked(nextUow, next, nextWork, chain)]
  return verdict
}

/** Undefined: this run may execute the step now. */
function findBlocker(
  { order, step, run }: StepWork,
  leasedForMs: number,
  now: Date,
): RunDecision | undefined {
  if (order.status === 'canceled' || order.status === 'on_hold') {
    return { outcome: 'stopped', because: order.status }
  }
  if (step.status === 'done' || step.status === 'skipped') return { outcome: 'onwards' }
  if (step.status === 'blocked') return { outcome: 'stopped', because: 'blocked' }
  if (leasedForMs > 0) {
    const afterSeconds = Math.ceil(leasedForMs / 1000)
    return { outcome: 'again', afterSeconds, message: 'another run executes the step' }
  }
  // A retry belongs to the run that is to wake up for it; others do not burn its attempts.
  const isLater = step.nextAttemptAt !== null && step.nextAttemptAt > now
  if (step.status === 'retrying' && isLater && step.runId !== run.runId) {
    return { outcome: 'stopped', because: 'scheduled' }
  }
  return undefined
}
