import type { OrderRow } from '@/db/queries/orders/orders'
import { findOrderStep, type OrderStepRow, readLeaseMs } from '@/db/queries/pipeline/order-steps'
import { asStep, type PipelineStep } from '@/domain/pipeline/pipeline-steps'
import { AppError } from '@/server/errors'
import type { UnitOfWork } from '@/server/unit-of-work'
import type { Subject } from '../action-handler'

/** The unfinished pipeline step that an exception is about. */
export type OpenStep = { name: PipelineStep; row: OrderStepRow; order: OrderRow }

/**
 * Returns the exception's unfinished step, or undefined when there is none.
 * @throws AppError conflict while the step is running
 */
export async function findOpenStep(
  uow: UnitOfWork,
  { exception, order }: Subject,
): Promise<OpenStep | undefined> {
  const name = asStep(exception.step ?? undefined)
  if (!name || !order) return undefined
  const row = await findOrderStep(uow.tx, order.id, name)
  if (!row || row.status === 'done' || row.status === 'skipped') return undefined
  if ((await readLeaseMs(uow.tx, row)) > 0) {
    throw new AppError('conflict', 'The step is running. Try again in a moment.')
  }
  return { name, row, order }
}
