import { transaction } from '@/db/client'
import { findUnfinishedStep } from '@/db/queries/pipeline/order-steps'
import type { OrderId } from '@/domain/ids'
import { asStep, type PipelineStep } from '@/domain/pipeline/pipeline-steps'

/** Where an order goes on: its first step that is neither done nor skipped; null when all are. */
export function findNextStep(orderId: OrderId): Promise<PipelineStep | null> {
  return transaction(async (tx) => asStep((await findUnfinishedStep(tx, orderId))?.step) ?? null)
}
