import type { z } from 'zod'
import { findOrderStep, readLeaseMs, saveOrderStep } from '@/db/queries/order-steps'
import { asStep } from '@/server/domain/pipeline-steps'
import { AppError } from '@/server/errors'
import { ExceptionTarget, Reason } from '../exceptions/triage'
import type { CommandContext, WriteScope } from '../write'
import { type ActionTaken, actOnException, type Subject } from './act-on-exception'
import { sendOn } from './send-on'

export const ResolveByHandInput = ExceptionTarget.extend({ reason: Reason })
export type ResolveByHandInput = z.infer<typeof ResolveByHandInput>

/**
 * An engineer did what a step could not: it counts as done and the order goes on with the next
 * one. Without a step behind it the exception is only closed.
 * @throws AppError as `actOnException`, conflict while the step is being executed
 */
export function resolveByHand(
  { reason, ...target }: ResolveByHandInput,
  context: CommandContext,
): Promise<ActionTaken> {
  return actOnException('resolve_by_hand', target, context, async (scope, subject) => {
    const step =
      subject.order?.status === 'cancelled' ? undefined : await finish(scope, subject, reason)
    if (step) await sendOn(scope, subject, 'the step was done by hand')
    return { end: 'settled', data: { reason, ...(step ? { step } : {}) } }
  })
}

async function finish(
  scope: WriteScope,
  { exception, order }: Subject,
  reason: string,
): Promise<string | undefined> {
  const name = asStep(exception.step ?? undefined)
  const found = name && order && (await findOrderStep(scope.tx, order.id, name))
  if (!found || found.status === 'done' || found.status === 'skipped') return undefined
  if ((await readLeaseMs(scope.tx, found)) > 0) {
    throw new AppError('conflict', 'The step is being executed right now. Wait a moment.')
  }
  await saveOrderStep(scope.tx, found.id, {
    status: 'done',
    attempts: found.attempts,
    finishedAt: scope.now,
    nextAttemptAt: null,
    lastError: null,
    result: { byHand: reason },
  })
  return name
}
