import { readLeaseMs } from '@/db/queries/pipeline/order-steps'
import type { PipelineStep } from '@/domain/pipeline/pipeline-steps'
import { scaledDelay } from '@/domain/pipeline/retry-scale'
import type { HttpExchange } from '@/server/adapters/vendor-journal'
import { logger } from '@/server/log'
import { describeError, normalizeError } from '@/server/modules/exceptions/describe-error'
import type { RunDecision, StepRun } from '@/server/modules/steps/step-types'
import { saveVendorCalls } from '@/server/modules/vendors/save-vendor-calls'
import { type CommandContext, runInTransaction } from '@/server/unit-of-work'
import { failStep } from './fail-step'
import { lockStep } from './lock-step'

const log = logger('steps')

/** Delay of the engine's retry while the database is unavailable and nothing can be recorded. */
const OUTAGE_SECONDS = 10

/**
 * Handles an exception thrown by a step. Vendor failures never throw, so either the database was
 * unavailable and the step is retried soon, or there is a bug: an `internal_error` is opened.
 */
export async function failCrashedStep(
  context: CommandContext,
  name: PipelineStep,
  error: unknown,
  run: StepRun,
  { leaseToken, exchanges }: { leaseToken: string | undefined; exchanges: HttpExchange[] },
): Promise<RunDecision> {
  const { orderId, runId, retryScale } = run
  log.error({ err: error, orderId, runId, step: name }, 'a step threw')
  const retryLater = (message: string): RunDecision => ({
    outcome: 'retry',
    afterSeconds: scaledDelay(OUTAGE_SECONDS, retryScale),
    message,
  })
  const { code, message, isOutage } = describeError(error)
  if (isOutage) return retryLater('the database was unavailable')
  try {
    return await runInTransaction(context, async (uow) => {
      const work = await lockStep(uow, name, run)
      const { order, step } = work
      const leasedForMs = await readLeaseMs(uow.tx, step)
      const isOver = step.status === 'done' || step.status === 'skipped'
      const isOurs = leaseToken !== undefined && step.leaseToken === leaseToken
      if (isOver || order.status === 'canceled' || (leasedForMs > 0 && !isOurs)) {
        return retryLater('another run took over the step')
      }
      await saveVendorCalls(uow, { orderId, step: name, runId }, exchanges)
      const detail = { error: normalizeError(error) }
      const failure = { kind: 'internal_error', code, message, detail } as const
      return failStep(uow, work, failure, step.attempts + (isOurs ? 0 : 1))
    })
  } catch (second) {
    if (describeError(second).isOutage) return retryLater('the database was unavailable')
    throw second
  }
}
