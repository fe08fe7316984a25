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

/** While the database is away nothing can be recorded: the engine alone remembers to come back. */
const OUTAGE_SECONDS = 10

/**
 * A step threw, which no vendor can make it do: either the database was away, and it is tried
 * again soon, or we have a fault, which goes to the engineers after one more try.
 */
export async function failBroken(
  context: CommandContext,
  name: PipelineStep,
  error: unknown,
  run: StepRun,
  { leaseToken, exchanges }: { leaseToken: string | undefined; exchanges: HttpExchange[] },
): Promise<RunDecision> {
  const { orderId, runId, retryScale } = run
  log.error({ err: error, orderId, runId, step: name }, 'a step broke')
  const again = (message: string): RunDecision => ({
    outcome: 'again',
    afterSeconds: scaledDelay(OUTAGE_SECONDS, retryScale),
    message,
  })
  const { code, message, isOutage } = describeError(error)
  if (isOutage) return again('the database was away')
  try {
    return await runInTransaction(context, async (uow) => {
      const work = await lockStep(uow, name, run)
      const { order, step } = work
      const leasedForMs = await readLeaseMs(uow.tx, step)
      const isOver = step.status === 'done' || step.status === 'skipped'
      const isOurs = leaseToken !== undefined && step.leaseToken === leaseToken
      if (isOver || order.status === 'canceled' || (leasedForMs > 0 && !isOurs)) {
        return again('another run took the step over')
      }
      await saveVendorCalls(uow, { orderId, step: name, runId }, exchanges)
      const detail = { error: normalizeError(error) }
      const failure = { kind: 'internal_error', code, message, detail } as const
      return failStep(uow, work, failure, step.attempts + (isOurs ? 0 : 1))
    })
  } catch (second) {
    if (describeError(second).isOutage) return again('the database was away')
    throw second
  }
}
