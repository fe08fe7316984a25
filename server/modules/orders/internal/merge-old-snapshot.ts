import { saveOrderFacts } from '@/db/queries/orders/order-snapshots'
import type { OrderRow } from '@/db/queries/orders/orders'
import type { OrderSnapshot } from '@/domain/order/order-snapshot'
import { mergePaymentStatus } from '@/domain/order/storefront-facts'
import { resumeUnblockedSteps } from '@/server/modules/steps/resume-unblocked-steps'
import type { Ingest, WebhookOutcome } from '../ingest'
import { refreshPaymentStatus } from '../refresh-payment-status'
import { cancelFromStorefront } from './cancel-from-storefront'

/** Keeps the irreversible facts of an outdated snapshot: that the order was paid or canceled. */
export async function mergeOldSnapshot(
  ingest: Ingest,
  order: OrderRow,
  snapshot: OrderSnapshot,
): Promise<WebhookOutcome> {
  const { uow } = ingest
  const { canceledAt, cancelReason } = snapshot
  if (canceledAt) await cancelFromStorefront(uow, order, { at: canceledAt, reason: cancelReason })
  const statuses = mergePaymentStatus(order, snapshot.paymentStatus, false)
  if (statuses.settledPaymentStatus !== order.settledPaymentStatus)
    await saveOrderFacts(uow.tx, order.id, statuses)
  if (statuses.storefrontPaymentStatus !== order.storefrontPaymentStatus) {
    await refreshPaymentStatus(uow, { ...order, ...statuses })
    if (!canceledAt) await resumeUnblockedSteps(uow, order, 'payment')
  }
  return {
    status: 'superseded',
    reason: `A newer version from ${order.storefrontUpdatedAt.toISOString()} is stored already.`,
    orderId: order.id,
  }
}
