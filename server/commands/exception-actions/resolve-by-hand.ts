import { z } from 'zod'
import { saveOrderStep } from '@/db/queries/order-steps'
import { saveOrder } from '@/db/queries/orders'
import { AppError } from '@/server/errors'
import { appVersion } from '@/server/version'
import { ExceptionTarget, Reason } from '../exceptions/triage'
import { STEP_RESULTS } from '../steps/step-results'
import type { CommandContext, WriteScope } from '../write'
import { type ActionTaken, actOnException } from './act-on-exception'
import { findOpenStep, type OpenStep } from './open-step'
import { readStepJson } from './read-step-json'
import { sendOn } from './send-on'

export const ResolveByHandInput = ExceptionTarget.extend({
  /** What the step came to, as its own schema takes it; left out where no step is behind it. */
  result: z.unknown().optional(),
  reason: Reason,
})
export type ResolveByHandInput = z.infer<typeof ResolveByHandInput>

/**
 * An engineer did what a step could not: it counts as done with this result, which is written down
 * as the step itself would, and the order goes on with the next one. Without a step behind it the
 * exception is only closed.
 * @throws AppError as `actOnException`; bad_input that names the field of the result; conflict while
 * the step is being executed
 */
export function resolveByHand(
  { result, reason, ...target }: ResolveByHandInput,
  context: CommandContext,
): Promise<ActionTaken> {
  return actOnException('resolve_by_hand', target, context, async (scope, subject) => {
    const isCancelled = subject.order?.status === 'cancelled'
    const step = isCancelled ? undefined : await findOpenStep(scope, subject)
    if (!step) return { end: 'settled', data: { reason, codeVersion: appVersion() } }
    if (result === undefined) throw new AppError('bad_input', 'Give what the step came to.')
    await finish(scope, step, result, reason)
    if (step.name !== 'complete') await sendOn(scope, subject, 'the step was done by hand')
    return { end: 'settled', data: { reason, step: step.name, codeVersion: appVersion() } }
  })
}

async function finish(
  scope: WriteScope,
  { name, row, order }: OpenStep,
  given: unknown,
  reason: string,
): Promise<void> {
  const { schema, save } = STEP_RESULTS[name]
  const result = readStepJson(schema, given)
  const change = await save(scope, order, result)
  await saveOrderStep(scope.tx, row.id, {
    status: 'done',
    attempts: row.attempts,
    startedAt: row.startedAt ?? scope.now,
    finishedAt: scope.now,
    nextAttemptAt: null,
    lastError: null,
    result: { ...(result as Record<string, unknown>), byHand: reason },
  })
  const status = order.status === 'blocked' ? ('processing' as const) : order.status
  await saveOrder(scope.tx, order.id, { status, ...change, progressedAt: scope.now })
}
