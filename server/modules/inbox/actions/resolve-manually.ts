import { z } from 'zod'
import { saveOrder } from '@/db/queries/orders/orders'
import { saveOrderStep } from '@/db/queries/pipeline/order-steps'
import { AppError } from '@/server/errors'
import { ExceptionTarget, Reason } from '@/server/modules/exceptions/triage'
import type { CommandContext, UnitOfWork } from '@/server/unit-of-work'
import { appVersion } from '@/server/version'
import { type ActionTaken, actOnException } from '../internal/act-on-exception'
import { findOpenStep, type OpenStep } from '../internal/open-step'
import { readStepJson } from '../internal/read-step-json'
import { sendOn } from '../internal/resume-order-after-action'
import { STEP_RESULTS } from '../internal/step-results'

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
  return actOnException('resolve_by_hand', target, context, async (uow, subject) => {
    const isCanceled = subject.order?.status === 'canceled'
    const step = isCanceled ? undefined : await findOpenStep(uow, subject)
    if (!step) return { end: 'settled', data: { reason, codeVersion: appVersion() } }
    if (result === undefined) throw new AppError('bad_input', 'Give what the step came to.')
    await finish(uow, step, result, reason)
    if (step.name !== 'complete') await sendOn(uow, subject, 'the step was done by hand')
    return { end: 'settled', data: { reason, step: step.name, codeVersion: appVersion() } }
  })
}

async function finish(
  uow: UnitOfWork,
  { name, row, order }: OpenStep,
  given: unknown,
  reason: string,
): Promise<void> {
  const { schema, save } = STEP_RESULTS[name]
  const result = readStepJson(schema, given)
  const change = await save(uow, order, result)
  await saveOrderStep(uow.tx, row.id, {
    status: 'done',
    attempts: row.attempts,
    startedAt: row.startedAt ?? uow.now,
    finishedAt: uow.now,
    nextAttemptAt: null,
    lastError: null,
    result: { ...(result as Record<string, unknown>), byHand: reason },
  })
  const status = order.status === 'blocked' ? ('processing' as const) : order.status
  await saveOrder(uow.tx, order.id, { status, ...change, progressedAt: uow.now })
}
