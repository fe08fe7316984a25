import { z } from 'zod'
import { listOpenExceptions, touchExceptions } from '@/db/queries/exceptions/exceptions'
import { lockOrder, saveOrder } from '@/db/queries/orders/orders'
import { exceptionRetriedWithOrder } from '@/domain/events/exception-events'
import { orderResumed } from '@/domain/events/order-events'
import type { OrderId } from '@/domain/ids'
import { reasonAgainst } from '@/domain/staff/permissions'
import { Reason } from '@/domain/text/text-inputs'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { emitResumed } from './emit-resumed'
import { reopenSteps } from './reopen-steps'

export const ResumeOrderInput = z.object({
  orderId: z.uuid(),
  reason: Reason,
})
export type ResumeOrderInput = z.infer<typeof ResumeOrderInput>

/**
 * Resumes an order at its first unfinished step: a blocked step is retried, a scheduled retry runs
 * now, a waiting step checks again.
 * @throws AppError forbidden, not_found, conflict when the order is on hold, completed or canceled
 */
export async function resumeOrder(
  { orderId, reason }: ResumeOrderInput,
  context: CommandContext,
): Promise<{ orderId: OrderId; steps: string[] }> {
  const { actor } = context
  if (actor.kind === 'person') {
    const refusal = reasonAgainst(actor.role, 'pipeline.resume')
    if (refusal) throw new AppError('forbidden', refusal)
  }
  return runInTransaction(context, (uow) => resumeWithin(uow, { orderId, reason }))
}

/** Resumes an order within the caller's transaction; the caller checks the permission. */
export async function resumeWithin(
  uow: UnitOfWork,
  { orderId, reason }: ResumeOrderInput,
  /** An exception whose history records the retry already. */
  recordedExceptionId?: string,
): Promise<{ orderId: OrderId; steps: string[] }> {
  const { actor } = uow.context
  const order = await lockOrder(uow.tx, orderId)
  if (!order) throw new AppError('not_found', 'Order not found.')
  assertResumable(order)
  const steps = await reopenSteps(uow, order, 'stopped')
  await saveOrder(uow.tx, orderId, { status: 'processing', progressedAt: uow.now })
  const open = await listOpenExceptions(uow.tx, orderId)
  const ids = open.map(({ id }) => id).filter((id) => id !== recordedExceptionId)
  for (const exceptionId of ids) uow.record(exceptionRetriedWithOrder({ exceptionId, reason }))
  if (actor.kind === 'person')
    await touchExceptions(uow.tx, ids, { staffId: actor.id, now: uow.now })
  uow.record(orderResumed({ orderId, reason, steps }))
  await emitResumed(uow, orderId, reason)
  return { orderId, steps }
}

function assertResumable(order: { name: string; status: string }): void {
  const refusal: Record<string, string> = {
    canceled: `Order ${order.name} is canceled and can't be resumed.`,
    completed: `Order ${order.name} is already completed.`,
    on_hold: `Order ${order.name} is on hold. Release it first.`,
  }
  const reason = refusal[order.status]
  if (reason) throw new AppError('conflict', reason)
}
