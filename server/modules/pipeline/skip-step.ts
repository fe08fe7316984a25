import { saveOrder } from '@/db/queries/orders/orders'
import { findOrderStep, readLeaseMs, saveOrderStep } from '@/db/queries/pipeline/order-steps'
import { stepSkipped } from '@/domain/events/step-events'
import { asStep } from '@/domain/pipeline/pipeline-steps'
import { AppError } from '@/server/errors'
import type { UnitOfWork } from '@/server/unit-of-work'
import type { Triage } from '../exceptions/triage'
import { emitResumed } from '../steps/emit-resumed'

/**
 * Skips the failed step of an exception and resumes the order, unless it is canceled.
 * @throws AppError conflict while the step is being executed
 */
export async function skipStep(
  uow: UnitOfWork,
  { exception, order, person }: Triage,
  reason: string,
): Promise<void> {
  if (order?.status === 'canceled') return
  const name = asStep(exception.step ?? undefined)
  const step = name && order && (await findOrderStep(uow.tx, order.id, name))
  if (!step || step.status === 'done' || step.status === 'skipped') return
  if ((await readLeaseMs(uow.tx, step)) > 0)
    throw new AppError('conflict', 'The step is running. Try again in a moment.')
  await saveOrderStep(uow.tx, step.id, {
    status: 'skipped',
    attempts: step.attempts,
    finishedAt: uow.now,
    nextAttemptAt: null,
    result: { reason: `${person.name}: ${reason}` },
  })
  if (order.status === 'blocked')
    await saveOrder(uow.tx, order.id, { status: 'processing', progressedAt: uow.now })
  uow.record(stepSkipped({ orderId: order.id, step: name, reason }))
  await emitResumed(uow, order.id, 'the failed step was skipped')
}
