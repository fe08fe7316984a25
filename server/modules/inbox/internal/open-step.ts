import type { OrderRow } from '@/db/queries/orders/orders'
import { findOrderStep, type OrderStepRow, readLeaseMs } from '@/db/queries/pipeline/order-steps'
import { asStep, type PipelineStep } from '@/domain/pipeline/pipeline-steps'
import { AppError } from '@/server/errors'
import type { UnitOfWork } from '@/server/unit-of-work'
import { orderOf, type Subject } from './act-on-exception'

/** The step of an order's way at which an exception stands. */
export type OpenStep = { name: PipelineStep; row: OrderStepRow; order: OrderRow }

/**
 * The step behind an exception while nobody executes it; undefined when there is none or it is done.
 * @throws AppError conflict while it is being executed
 */
export async function findOpenStep(
  uow: UnitOfWork,
  subject: Subject,
): Promise<OpenStep | undefined> {
  const name = asStep(subject.exception.step ?? undefined)
  if (!name || !subject.order) return undefined
  const order = orderOf(subject)
  const row = await findOrderStep(uow.tx, order.id, name)
  if (!row || row.status === 'done' || row.status === 'skipped') return undefined
  if ((await readLeaseMs(uow.tx, row)) > 0) {
    throw new AppError('conflict', 'The step is being executed right now. Wait a moment.')
  }
  return { name, row, order }
}
