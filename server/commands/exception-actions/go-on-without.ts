import type { z } from 'zod'
import { findOrderStep, readLeaseMs, saveOrderStep } from '@/db/queries/order-steps'
import { saveOrder } from '@/db/queries/orders'
import { asStep } from '@/server/domain/pipeline-steps'
import { AppError } from '@/server/errors'
import { ExceptionTarget, Reason } from '../exceptions/triage'
import { emitResumed } from '../steps/emit-resumed'
import type { CommandContext, WriteScope } from '../write'
import { type ActionTaken, actOnException, type Subject } from './act-on-exception'

export const GoOnWithoutInput = ExceptionTarget.extend({ reason: Reason })
export type GoOnWithoutInput = z.infer<typeof GoOnWithoutInput>

/**
 * Ignores a step that the order can do without: it is skipped and the order goes on with the next
 * one. @throws AppError as `actOnException`, conflict while the step is being executed
 */
export function goOnWithout(
  { reason, ...target }: GoOnWithoutInput,
  context: CommandContext,
): Promise<ActionTaken> {
  return actOnException('ignore', target, context, async (scope, subject) => {
    if (subject.order?.status !== 'cancelled') await skip(scope, subject, reason)
    return { end: 'ignored', data: { reason } }
  })
}

async function skip(
  scope: WriteScope,
  { exception, order, person }: Subject,
  reason: string,
): Promise<void> {
  const name = asStep(exception.step ?? undefined)
  const step = name && order && (await findOrderStep(scope.tx, order.id, name))
  if (!step || step.status === 'done' || step.status === 'skipped') return
  if ((await readLeaseMs(scope.tx, step)) > 0)
    throw new AppError('conflict', 'It is being tried right now. Wait a moment.')
  await saveOrderStep(scope.tx, step.id, {
    status: 'skipped',
    attempts: step.attempts,
    finishedAt: scope.now,
    nextAttemptAt: null,
    result: { reason: `${person.name}: ${reason}` },
  })
  if (order.status === 'blocked')
    await saveOrder(scope.tx, order.id, { status: 'processing', progressedAt: scope.now })
  await scope.recordOrderEvent(order.id, 'step.skipped', { step: name, reason })
  await emitResumed(scope, order.id, 'it goes on without this step')
}
