import { listProcessedDeliveries } from '@/db/queries/deliveries'
import type { OrderRow } from '@/db/queries/orders'
import { saveResolution } from '@/db/queries/resolutions'
import { listTransactionStatuses } from '@/db/queries/storefront-payments'
import { listPendingStorefrontRefunds } from '@/db/queries/storefront-refunds'
import { readDelivery } from '@/server/adapters/shopify/read-delivery'
import type { TransactionStatus } from '@/server/domain/order-state'
import type { Ingest } from '../deliveries/ingest'

/** Refunds whose money was on its way and has now arrived, or has not. */
export async function settleStorefrontRefunds(
  { scope, storefront }: Ingest,
  order: OrderRow,
): Promise<void> {
  const pending = await listPendingStorefrontRefunds(scope.tx, order.id)
  if (pending.length === 0) return
  const deliveries = await listProcessedDeliveries(
    scope.tx,
    storefront.id,
    order.externalId,
    'refunds/create',
  )
  for (const { body } of deliveries) {
    const content = readDelivery('refunds/create', body)
    if (content?.subject !== 'refund') continue
    const resolution = pending.find(({ externalId }) => externalId === content.payload.id)
    if (!resolution) continue
    const ids = content.payload.transactions.map(({ id }) => id)
    const statuses = await listTransactionStatuses(scope.tx, order.id, ids)
    const status = refundStatusOf(statuses)
    const settledAt = status === 'pending' ? null : scope.now
    await saveResolution(scope.tx, resolution.id, { status, settledAt })
  }
}

/** A refund is as far as the slowest of its transactions; without any, nothing is outstanding. */
export function refundStatusOf(
  statuses: readonly TransactionStatus[],
): 'pending' | 'succeeded' | 'failed' {
  if (statuses.includes('pending')) return 'pending'
  const isFailed = statuses.length > 0 && statuses.every((status) => status === 'failed')
  return isFailed ? 'failed' : 'succeeded'
}
