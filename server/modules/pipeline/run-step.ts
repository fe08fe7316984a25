import { setTimeout as pause } from 'node:timers/promises'
import { type BreakerKey, breakerOfKind } from '@/domain/pipeline/breaker'
import type { PipelineStep } from '@/domain/pipeline/pipeline-steps'
import { stepActor } from '@/domain/staff/actor'
import { type HttpExchange, recordVendorCalls } from '@/server/adapters/vendor-journal'
import { logger } from '@/server/log'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import type {
  RunDecision,
  StepCall,
  StepContinuation,
  StepOutcome,
  StepRun,
  StepStart,
} from '../steps/step-types'
import { recordSuccess } from '../vendors/record-call-outcome'
import { saveVendorCalls } from '../vendors/save-vendor-calls'
import { beginStep, type Chain, finishAndStartNext } from './internal/begin-step'
import { failCrashedStep } from './internal/fail-crashed-step'
import { holdLease } from './internal/hold-lease'
import { lockStep } from './internal/lock-step'
import { storeSteps } from './internal/save-step-changes'
import { settleLate } from './internal/settle-step'
import { takePrefetched } from './prefetched-steps'

const log = logger('steps')

/**
 * Executes one step of one order, continuing where an earlier attempt stopped. Safe to call any
 * number of times, also concurrently: finished work is not repeated, and only the holder of the
 * step's lease calls the vendor and records the result.
 */
export async function runStep(name: PipelineStep, run: StepRun): Promise<RunDecision> {
  const startedAt = performance.now()
  const decision = await execute(name, run)
  const { orderId, runId } = run
  const ms = Math.round(performance.now() - startedAt)
  log.info({ orderId, runId, step: name, ...decision, ms }, 'step')
  return decision
}

async function execute(name: PipelineStep, run: StepRun): Promise<RunDecision> {
  const context: CommandContext = { actor: stepActor(name), requestId: run.requestId }
  const exchanges: HttpExchange[] = []
  let leaseToken: string | undefined
  try {
    let start =
      takePrefetched(run.prefetched, name) ??
      (await saveWithNext(context, run, (uow, chain) => beginStep(uow, name, run, chain)))
    while (start.outcome === 'call') {
      const { call, stepId, breaker, afterMs = 0 } = start
      leaseToken = start.leaseToken
      const paced = () => (afterMs > 0 ? pause(afterMs).then(call) : call())
      const answer = await holdLease(stepId, leaseToken, () => recordVendorCalls(exchanges, paced))
      const ended = { answer, breaker, leaseToken, exchanges }
      start = await saveWithNext(context, run, (uow, chain) =>
        endStep(uow, name, ended, run, chain),
      )
    }
    return start
  } catch (error) {
    return failCrashedStep(context, name, error, run, { leaseToken, exchanges })
  }
}

/**
 * Saves the end of a step and the start of the next ones in one transaction. When a next step
 * throws, the finished step is saved without it; the next one then fails in its own execution.
 */
async function saveWithNext(
  context: CommandContext,
  run: StepRun,
  work: (uow: UnitOfWork, chain: Chain | undefined) => Promise<StepStart>,
): Promise<StepStart> {
  let chain: Chain = []
  try {
    const start = await runInTransaction(context, (uow) => {
      chain = []
      return work(uow, chain)
    })
    for (const [name, next] of chain) run.prefetched.starts.set(name, next)
    return start
  } catch (error) {
    if (chain.length === 0) throw error
    return runInTransaction(context, (uow) => work(uow, undefined))
  }
}

type Ended = {
  answer: StepContinuation
  breaker: BreakerKey | undefined
  leaseToken: string
  exchanges: HttpExchange[]
}

async function endStep(
  uow: UnitOfWork,
  name: PipelineStep,
  { answer, breaker, leaseToken, exchanges }: Ended,
  run: StepRun,
  chain: Chain | undefined,
): Promise<StepStart> {
  const work = await lockStep(uow, name, run)
  const { order, step } = work
  if (step.leaseToken !== leaseToken) {
    return { outcome: 'retry', afterSeconds: 1, message: 'another run took over the step' }
  }
  const end = await answer(uow, work)
  // Calls of a step that succeeded at once are not stored: a dozen per order, and of no interest.
  if (end.outcome !== 'call' && (end.outcome === 'failed' || step.attempts > 1))
    await saveVendorCalls(uow, { orderId: order.id, step: name, runId: run.runId }, exchanges)
  if (breaker && !isOutage(end)) await recordSuccess(uow, breaker)
  if (order.status === 'canceled') return settleLate(uow, work, end)
  if (end.outcome === 'call') return { ...end, stepId: step.id, leaseToken }
  const decision = await finishAndStartNext(uow, work, { name, end, chain }, step.attempts)
  await storeSteps(uow, work)
  return decision
}

/** Whether a call ended without a response from the vendor. */
const isOutage = (end: StepOutcome | StepCall) =>
  end.outcome === 'failed' && breakerOfKind(end.failure.kind) !== undefined
