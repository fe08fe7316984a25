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
import { failBroken } from './internal/fail-crashed-step'
import { holdLease } from './internal/hold-lease'
import { lockStep } from './internal/lock-step'
import { storeSteps } from './internal/save-step-changes'
import { settleLate } from './internal/settle-step'
import { takePrefetched } from './prefetched-steps'

const log = logger('steps')

/**
 * Executes one step of one order, from wherever an earlier try stopped. It may be called any
 * number of times, also at the same time: what is done stays done, and only the holder of the
 * step's lease asks the outside world and records the answer.
 */
export async function runStep(name: PipelineStep, run: StepRun): Promise<RunDecision> {
  const began = performance.now()
  const verdict = await execute(name, run)
  const { orderId, runId } = run
  const ms = Math.round(performance.now() - began)
  log.info({ orderId, runId, step: name, ...verdict, ms }, 'step')
  return verdict
}

async function execute(name: PipelineStep, run: StepRun): Promise<RunDecision> {
  const context: CommandContext = { actor: stepActor(name), requestId: run.requestId }
  const exchanges: HttpExchange[] = []
  let leaseToken: string | undefined
  try {
    let begun =
      takePrefetched(run.ahead, name) ??
      (await writeAhead(context, run, (uow, chain) => beginStep(uow, name, run, chain)))
    while (begun.outcome === 'call') {
      const { call, stepId, breaker, afterMs = 0 } = begun
      leaseToken = begun.leaseToken
      const paced = () => (afterMs > 0 ? pause(afterMs).then(call) : call())
      const answer = await holdLease(stepId, leaseToken, () => recordVendorCalls(exchanges, paced))
      const ended = { answer, breaker, leaseToken, exchanges }
      begun = await writeAhead(context, run, (uow, chain) => endStep(uow, name, ended, run, chain))
    }
    return begun
  } catch (error) {
    return failBroken(context, name, error, run, { leaseToken, exchanges })
  }
}

/**
 * Stores what a step came to, and the begin of what follows it, in one transaction. When what
 * follows throws, the step is stored without it: the next one then fails by itself.
 */
async function writeAhead(
  context: CommandContext,
  run: StepRun,
  work: (uow: UnitOfWork, chain: Chain | undefined) => Promise<StepStart>,
): Promise<StepStart> {
  let chain: Chain = []
  try {
    const begun = await runInTransaction(context, (uow) => {
      chain = []
      return work(uow, chain)
    })
    for (const [name, ahead] of chain) run.ahead.begun.set(name, ahead)
    return begun
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
    return { outcome: 'again', afterSeconds: 1, message: 'another run took the step over' }
  }
  const end = await answer(uow, work)
  // What comes through at once is not kept: an order has a dozen calls, and nobody asks for them.
  if (end.outcome !== 'call' && (end.outcome === 'failed' || step.attempts > 1))
    await saveVendorCalls(uow, { orderId: order.id, step: name, runId: run.runId }, exchanges)
  if (breaker && !isOutage(end)) await recordSuccess(uow, breaker)
  if (order.status === 'canceled') return settleLate(uow, work, end)
  if (end.outcome === 'call') return { ...end, stepId: step.id, leaseToken }
  const begun = await finishAndStartNext(uow, work, { name, end, chain }, step.attempts)
  await storeSteps(uow, work)
  return begun
}

/** Whether a call ended without the vendor's answer. */
const isOutage = (end: StepOutcome | StepCall) =>
  end.outcome === 'failed' && breakerOfKind(end.failure.kind) !== undefined
