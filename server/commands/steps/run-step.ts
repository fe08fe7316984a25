import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { leaseOrderStep, readLeaseMs } from '@/db/queries/order-steps'
import { saveOrder } from '@/db/queries/orders'
import { type Exchange, listenToVendors } from '@/server/adapters/vendor-journal'
import { stepActor } from '@/server/domain/actor'
import { type BreakerKey, breakerOfKind } from '@/server/domain/breaker'
import type { PipelineStep } from '@/server/domain/pipeline-steps'
import { logger } from '@/server/log'
import { noteAnswered } from '../breakers/note-call'
import { keepCalls } from '../vendor-calls/keep-calls'
import { type CommandContext, type WriteScope, write } from '../write'
import { failBroken } from './fail-broken'
import { holdLease } from './hold-lease'
import { lockStep } from './lock-step'
import { settleLate, settleStep } from './settle-step'
import type {
  StepAnswer,
  StepCall,
  StepCommand,
  StepEnd,
  StepRun,
  StepVerdict,
  StepWork,
} from './step'

const log = logger('steps')

/** Either the run knows what to do next, or the outside world is to be asked under a lease. */
type Begun = StepVerdict | (StepCall & { stepId: string; leaseToken: string })

/**
 * Executes one step of one order, from wherever an earlier try stopped. It may be called any
 * number of times, also at the same time: what is done stays done, and only the holder of the
 * step's lease asks the outside world and records the answer.
 */
export async function runStep(
  name: PipelineStep,
  command: StepCommand,
  run: StepRun,
): Promise<StepVerdict> {
  const began = performance.now()
  const verdict = await execute(name, command, run)
  const { orderId, runId } = run
  const ms = Math.round(performance.now() - began)
  log.info({ orderId, runId, step: name, ...verdict, ms }, 'step')
  return verdict
}

async function execute(
  name: PipelineStep,
  command: StepCommand,
  run: StepRun,
): Promise<StepVerdict> {
  const context: CommandContext = { actor: stepActor(name), requestId: run.requestId }
  const leaseToken = randomUUID()
  const exchanges: Exchange[] = []
  try {
    let begun = await write(context, (scope) => beginStep(scope, name, command, run, leaseToken))
    while (begun.outcome === 'call') {
      const { call, stepId, breaker, afterMs = 0 } = begun
      const paced = () => (afterMs > 0 ? pause(afterMs).then(call) : call())
      const answer = await holdLease(stepId, leaseToken, () => listenToVendors(exchanges, paced))
      const ended = { answer, breaker, leaseToken, exchanges }
      begun = await write(context, (scope) => endStep(scope, name, ended, run))
    }
    return begun
  } catch (error) {
    return failBroken(context, name, error, run, { leaseToken, exchanges })
  }
}

async function beginStep(
  scope: WriteScope,
  name: PipelineStep,
  command: StepCommand,
  run: StepRun,
  leaseToken: string,
): Promise<Begun> {
  const work = await lockStep(scope, name, run)
  const { order, step } = work
  const verdict = whyNotNow(work, await readLeaseMs(scope.tx, step), scope.now)
  if (verdict) return verdict
  const end = await command(scope, work)
  if (end.outcome !== 'call') {
    return settleStep(scope, work, end, step.attempts + 1)
  }
  await leaseOrderStep(scope.tx, step.id, { leaseToken, runId: run.runId, now: scope.now })
  if (order.status === 'waiting' || order.status === 'blocked') {
    await saveOrder(scope.tx, order.id, { status: 'processing' })
  }
  return { ...end, stepId: step.id, leaseToken }
}

type Ended = {
  answer: StepAnswer
  breaker: BreakerKey | undefined
  leaseToken: string
  exchanges: Exchange[]
}

async function endStep(
  scope: WriteScope,
  name: PipelineStep,
  { answer, breaker, leaseToken, exchanges }: Ended,
  run: StepRun,
): Promise<Begun> {
  const work = await lockStep(scope, name, run)
  const { order, step } = work
  if (step.leaseToken !== leaseToken) {
    return { outcome: 'again', afterSeconds: 1, message: 'another run took the step over' }
  }
  const end = await answer(scope, work)
  // What comes through at once is not kept: an order has a dozen calls, and nobody asks for them.
  if (end.outcome !== 'call' && (end.outcome === 'failed' || step.attempts > 1))
    await keepCalls(scope, { orderId: order.id, step: name, runId: run.runId }, exchanges)
  if (breaker && !isOutage(end)) await noteAnswered(scope, breaker)
  if (order.status === 'cancelled') return settleLate(scope, work, end)
  if (end.outcome === 'call') return { ...end, stepId: step.id, leaseToken }
  return settleStep(scope, work, end, step.attempts)
}

/** Whether a call ended without the vendor's answer. */
const isOutage = (end: StepEnd | StepCall) =>
  end.outcome === 'failed' && breakerOfKind(end.failure.kind) !== undefined

/** Undefined: this run may execute the step now. */
function whyNotNow(
  { order, step, run }: StepWork,
  leasedForMs: number,
  now: Date,
): StepVerdict | undefined {
  if (order.status === 'cancelled' || order.status === 'on_hold') {
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
