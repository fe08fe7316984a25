import type { OrderChange, OrderRow } from '@/db/queries/orders/orders'
import type { OrderStepRow } from '@/db/queries/pipeline/order-steps'
import type { StepChanges } from '@/db/queries/pipeline/step-changes'
import type { ExceptionKind } from '@/domain/exception/exception-kinds'
import type { OrderId } from '@/domain/ids'
import type { BreakerKey } from '@/domain/pipeline/breaker'
import type { PipelineStep } from '@/domain/pipeline/pipeline-steps'
import type { UnitOfWork } from '@/server/unit-of-work'
import type { OrderParts } from './order-parts'

/** The run that executes a step, the request id of its logs, and how its delays are scaled. */
export type StepRun = {
  orderId: OrderId
  runId: string
  requestId: string
  /** Multiplies every delay of a retry policy. */
  retryScale: number
  /** Steps of this run that were started speculatively; known to this process only. */
  prefetched: PrefetchedSteps
}

/** The order, the step and all steps of the order, read under the order's lock. */
export type StepWork = {
  order: OrderRow
  step: OrderStepRow
  steps: readonly OrderStepRow[]
  run: StepRun
  parts: OrderParts
  /** Changes to the order's steps in this transaction that are not saved yet. */
  changes: StepChanges
}

/** Why a step did not succeed, as a kind of the exception catalog. */
export type StepFailure = {
  kind: ExceptionKind
  /** The vendor's error code, or ours; part of the exception's fingerprint. */
  code: string
  /** Shown to the staff member who resolves it. */
  message: string
  detail?: Record<string, unknown>
  /** The vendor's `Retry-After`: the minimum delay before the next attempt. */
  retryAfterSeconds?: number
  /** A staff member already agreed to wait until then. */
  waits?: { until: Date; for: string }
}

/** How a step ended. */
export type StepOutcome =
  | {
      outcome: 'done'
      /** Facts and ids such as the tracking number; shown on the order page. */
      result: Record<string, unknown>
      order?: OrderChange
    }
  | { outcome: 'skipped'; reason: string }
  /** Blocked on an outside change; the code that records that change emits `order/resumed`. */
  | { outcome: 'waiting'; reason: string; lookAgainSeconds?: number }
  | { outcome: 'failed'; failure: StepFailure }
  /** The vendor is down: the step joins the breaker's queue without using up an attempt. */
  | { outcome: 'queued'; breaker: BreakerKey }

/** A vendor call, made with no transaction open. Vendor failures are returned, never thrown. */
export type StepCall = {
  outcome: 'call'
  call: () => Promise<StepContinuation>
  /** The breaker that permitted the call; it records whether the vendor responded. */
  breaker?: BreakerKey
  /** Delay before the call, to pace a draining queue. */
  afterMs?: number
}

/** Records the result of a vendor call and returns how the step continues. */
export type StepContinuation = (uow: UnitOfWork, work: StepWork) => Promise<StepOutcome | StepCall>

/**
 * A step of the pipeline. Reads the order under its lock and returns the step's outcome, or the
 * vendor call to make. Runs at least once: it must detect what an earlier attempt already did.
 */
export type StepCommand = (uow: UnitOfWork, work: StepWork) => Promise<StepOutcome | StepCall>

/** A started step: either decided already, or a vendor call to make under a lease. */
export type StepStart = RunDecision | (StepCall & { stepId: string; leaseToken: string })

/** What the run does after a step. */
export type RunDecision =
  | { outcome: 'continue' }
  | {
      outcome: 'stopped'
      because: 'blocked' | 'waiting' | 'canceled' | 'on_hold' | 'scheduled' | 'queued'
    }
  | { outcome: 'retry'; afterSeconds: number; message: string }

export const failed = (failure: StepFailure): StepOutcome & { outcome: 'failed' } => ({
  outcome: 'failed',
  failure,
})

/**
 * Steps started speculatively in the transaction that finished the previous one; this halves the
 * transactions per order. In memory for one engine call only; `order_steps` stays the source of
 * truth.
 */
export type PrefetchedSteps = {
  starts: Map<PipelineStep, StepStart>
  /** How many steps the engine has requested in this call. */
  requested: number
  /** `performance.now()` at the start of the call. */
  startedAt: number
}
