import { transaction } from '@/db/client'
import { findUnfinishedStep } from '@/db/queries/pipeline/order-steps'
import type { OrderId } from '@/domain/ids'
import { asStep, type PipelineStep } from '@/domain/pipeline/pipeline-steps'

/** Returns the order's first unfinished step; null when all are done or skipped. */
export function findNextStep(orderId: OrderId): Promise<PipelineStep | null> {
  return transaction(async (tx) => asStep((await findUnfinishedStep(tx, orderId))?.step) ?? null)
}
