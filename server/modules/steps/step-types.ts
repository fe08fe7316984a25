import type { OrderChange, OrderRow } from '@/db/queries/orders/orders'
import type { OrderStepRow } from '@/db/queries/pipeline/order-steps'
import type { StepChanges } from '@/db/queries/pipeline/step-changes'
import type { ExceptionKind } from '@/domain/exception/exception-kinds'
import type { OrderId } from '@/domain/ids'
import type { BreakerKey } from '@/domain/pipeline/breaker'
import type { PipelineStep } from '@/domain/pipeline/pipeline-steps'
import type { UnitOfWork } from '@/server/unit-of-work'
import type { OrderParts } from './order-parts'

/** Which run executes the step, for whom it logs, and how much slower or faster retries are. */
export type StepRun = {
  orderId: OrderId
  runId: string
  requestId: string
  /** What every delay of a policy is multiplied by. */
  retryScale: number
  /** What was done ahead of the engine's asking; of this run in this process alone. */
  ahead: PrefetchedSteps
}

/** The order, its step and all of its steps, read under the lock on the order. */
export type StepWork = {
  order: OrderRow
  step: OrderStepRow
  steps: readonly OrderStepRow[]
  run: StepRun
  parts: OrderParts
  /** What this transaction has done to the steps so far; not stored yet. */
  taken: StepChanges
}

/** Why a step did not succeed, in the catalog's terms. */
export type StepFailure = {
  kind: ExceptionKind
  /** The vendor's code, or ours; tells causes apart. */
  code: string
  /** For the person who has to settle it. */
  message: string
  detail?: Record<string, unknown>
  /** The vendor asked us to stay away at least this long. */
  retryAfterSeconds?: number
  /** A person has agreed already to wait so long for it. */
  waits?: { until: Date; for: string }
}

/** How a step ended. */
export type StepOutcome =
  | {
      outcome: 'done'
      /** What it came to, in words and ids; shown on the order's page. */
      result: Record<string, unknown>
      order?: OrderChange
    }
  | { outcome: 'skipped'; reason: string }
  /** Somebody else has to do something first; whoever does emits `order/resumed`. */
  | { outcome: 'waiting'; reason: string; lookAgainSeconds?: number }
  | { outcome: 'failed'; failure: StepFailure }
  /** The vendor is down: the step waits in its queue and nothing was tried. */
  | { outcome: 'queued'; breaker: BreakerKey }

/** Talks to the outside world, with no transaction open; never throws for what a vendor did. */
export type StepCall = {
  outcome: 'call'
  call: () => Promise<StepContinuation>
  /** The breaker that let the call pass, and that hears whether the vendor answered. */
  breaker?: BreakerKey
  /** How long to hold the call back, for the pace of a queue that drains. */
  afterMs?: number
}

/** Writes down what the outside world did, and says how the step goes on. */
export type StepContinuation = (uow: UnitOfWork, work: StepWork) => Promise<StepOutcome | StepCall>

/**
 * A step of the pipeline: looks at the order under its lock and says how it ended, or what to ask
 * the outside world. Runs at least once: it must find out what an earlier try already did.
 */
export type StepCommand = (uow: UnitOfWork, work: StepWork) => Promise<StepOutcome | StepCall>

/** Either the run knows what to do next, or the outside world is to be asked under a lease. */
export type StepStart = RunDecision | (StepCall & { stepId: string; leaseToken: string })

/** What the run does next. */
export type RunDecision =
  | { outcome: 'onwards' }
  | {
      outcome: 'stopped'
      because: 'blocked' | 'waiting' | 'canceled' | 'on_hold' | 'scheduled' | 'queued'
    }
  | { outcome: 'again'; afterSeconds: number; message: string }

export const failed = (failure: StepFailure): StepOutcome & { outcome: 'failed' } => ({
  outcome: 'failed',
  failure,
})

/**
 * The steps that a run has begun before the engine asked for them: what follows a step is begun in
 * the transaction that ends it, which saves each order half of its transactions. Lives as long as
 * one call of the engine; should that be lost, `order_steps` knows what is done.
 */
export type PrefetchedSteps = {
  begun: Map<PipelineStep, StepStart>
  /** How many steps the engine has asked for in this call. */
  asked: number
  /** `performance.now()` when the call came. */
  since: number
}
