import { saveOrderFacts } from '@/db/queries/orders/order-snapshots'
import type { OrderRow } from '@/db/queries/orders/orders'
import type { OrderSnapshot } from '@/domain/order/order-snapshot'
import { mergePaymentWord } from '@/domain/order/storefront-facts'
import { resumeUnblockedSteps } from '@/server/modules/steps/resume-unblocked-steps'
import type { Ingest, WebhookOutcome } from '../ingest'
import { refreshPaymentStatus } from '../refresh-payment-status'
import { cancelFromStorefront } from './cancel-from-storefront'

/**
 * Takes from a snapshot that is older than the one shown what can never be taken back: that the
 * order was paid, and that it was canceled.
 */
export async function mergeOldSnapshot(
  ingest: Ingest,
  order: OrderRow,
  snapshot: OrderSnapshot,
): Promise<WebhookOutcome> {
  const { uow } = ingest
  const { canceledAt, cancelReason } = snapshot
  if (canceledAt) await cancelFromStorefront(uow, order, { at: canceledAt, reason: cancelReason })
  const words = mergePaymentWord(order, snapshot.paymentStatus, false)
  if (words.settledPaymentStatus !== order.settledPaymentStatus)
    await saveOrderFacts(uow.tx, order.id, words)
  if (words.storefrontPaymentStatus !== order.storefrontPaymentStatus) {
    await refreshPaymentStatus(uow, { ...order, ...words })
    if (!canceledAt) await resumeUnblockedSteps(uow, order, 'payment')
  }
  return {
    status: 'superseded',
    reason: `A version of ${order.storefrontUpdatedAt.toISOString()} was there already.`,
    orderId: order.id,
  }
}
