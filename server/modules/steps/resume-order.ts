import { z } from 'zod'
import { listOpenExceptions, touchExceptions } from '@/db/queries/exceptions/exceptions'
import { lockOrder, saveOrder } from '@/db/queries/orders/orders'
import { exceptionRetriedWithOrder } from '@/domain/events/exception-events'
import { orderResumed } from '@/domain/events/order-events'
import type { OrderId } from '@/domain/ids'
import { reasonAgainst } from '@/domain/staff/permissions'
import { AppError } from '@/server/errors'
import { type CommandContext, runInTransaction, type UnitOfWork } from '@/server/unit-of-work'
import { emitResumed } from './emit-resumed'
import { reopenSteps } from './reopen-steps'

export const ResumeOrderInput = z.object({
  orderId: z.uuid(),
  reason: z.string().trim().min(1, 'Say why, in a few words.').max(500),
})
export type ResumeOrderInput = z.infer<typeof ResumeOrderInput>

/**
 * Sends an order on now from its first unfinished step: a blocked step is tried again, a retry
 * that is due later happens at once, a waiting order looks again.
 * @throws AppError forbidden, not_found, or conflict when there is nothing left to do
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

/** The same as part of a write of somebody who may do it. */
export async function resumeWithin(
  uow: UnitOfWork,
  { orderId, reason }: ResumeOrderInput,
  /** An exception whose own history tells of it already. */
  toldExceptionId?: string,
): Promise<{ orderId: OrderId; steps: string[] }> {
  const { actor } = uow.context
  const order = await lockOrder(uow.tx, orderId)
  if (!order) throw new AppError('not_found', 'There is no such order.')
  refuseFinished(order)
  const steps = await reopenSteps(uow, order, 'stopped')
  await saveOrder(uow.tx, orderId, { status: 'processing', progressedAt: uow.now })
  const open = await listOpenExceptions(uow.tx, orderId)
  const ids = open.map(({ id }) => id).filter((id) => id !== toldExceptionId)
  for (const exceptionId of ids) uow.record(exceptionRetriedWithOrder({ exceptionId, reason }))
  if (actor.kind === 'person')
    await touchExceptions(uow.tx, ids, { staffId: actor.id, now: uow.now })
  uow.record(orderResumed({ orderId, reason, steps }))
  await emitResumed(uow, orderId, reason)
  return { orderId, steps }
}

function refuseFinished(order: { name: string; status: string }): void {
  const refusal: Record<string, string> = {
    canceled: `Order ${order.name} is canceled; it cannot go on.`,
    completed: `Order ${order.name} is completed; there is nothing left to do.`,
    on_hold: `Order ${order.name} is on hold; release it first.`,
  }
  const reason = refusal[order.status]
  if (reason) throw new AppError('conflict', reason)
}
