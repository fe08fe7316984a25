import { readLeaseMs } from '@/db/queries/pipeline/order-steps'
import type { PipelineStep } from '@/domain/pipeline/pipeline-steps'
import { scaledDelay } from '@/domain/pipeline/retry-scale'
import type { Exchange } from '@/server/adapters/vendor-journal'
import { logger } from '@/server/log'
import { describeError, normaliseError } from '@/server/modules/exceptions/describe-error'
import type { StepRun, StepVerdict } from '@/server/modules/steps/step-types'
import { keepCalls } from '@/server/modules/vendors/save-vendor-calls'
import { type CommandContext, write } from '@/server/unit-of-work'
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
  { leaseToken, exchanges }: { leaseToken: string | undefined; exchanges: Exchange[] },
): Promise<StepVerdict> {
  const { orderId, runId, retryScale } = run
  log.error({ err: error, orderId, runId, step: name }, 'a step broke')
  const again = (message: string): StepVerdict => ({
    outcome: 'again',
    afterSeconds: scaledDelay(OUTAGE_SECONDS, retryScale),
    message,
  })
  const { code, message, isOutage } = describeError(error)
  if (isOutage) return again('the database was away')
  try {
    return await write(context, async (scope) => {
      const work = await lockStep(scope, name, run)
      const { order, step } = work
      const leasedForMs = await readLeaseMs(scope.tx, step)
      const isOver = step.status === 'done' || step.status === 'skipped'
      const isOurs = leaseToken !== undefined && step.leaseToken === leaseToken
      if (isOver || order.status === 'cancelled' || (leasedForMs > 0 && !isOurs)) {
        return again('another run took the step over')
      }
      await keepCalls(scope, { orderId, step: name, runId }, exchanges)
      const detail = { error: normaliseError(error) }
      const failure = { kind: 'internal_error', code, message, detail } as const
      return failStep(scope, work, failure, step.attempts + (isOurs ? 0 : 1))
    })
  } catch (second) {
    if (describeError(second).isOutage) return again('the database was away')
    throw second
  }
}
