import { insertPaymentTransaction, type PaymentRow } from '@/db/queries/money/payments'
import { isCapturedByUs } from '@/domain/payment/capture-plan'
import type { UnitOfWork } from '@/server/unit-of-work'

/**
 * Gives up what a tender holds and has not brought: it counts as void and is not asked again, and
 * a hold at our gateway is released by the pipeline.
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
