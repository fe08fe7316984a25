import { insertPaymentTransaction, type PaymentRow } from '@/db/queries/money/payments'
import { isCapturedByUs } from '@/domain/payment/capture-plan'
import type { UnitOfWork } from '@/server/unit-of-work'

/**
 * Voids the uncaptured part of an authorization in our books. The pipeline voids it at our gateway.
 */
export async function voidRemainingAuthorization(
  uow: UnitOfWork,
  tender: PaymentRow,
  source: 'person' | 'pipeline',
): Promise<void> {
  await insertPaymentTransaction(uow.tx, {
    paymentId: tender.id,
    orderId: tender.orderId,
    kind: 'void',
    status: 'succeeded',
    amountMinor: tender.authorizedMinor - tender.capturedMinor,
    amountShopMinor: tender.authorizedShopMinor - tender.capturedShopMinor,
    source,
    gatewayReference: tender.gatewayReference,
    idempotencyKey: `${tender.id}:set-aside`,
    at: uow.now,
  })
  const { requestId } = uow.context
  const data = { orderId: tender.orderId, paymentId: tender.id, requestId }
  if (isCapturedByUs(tender)) uow.emit({ name: 'authorization/abandoned', data })
}
